from django.urls import path

from jujiao.people.requisitions.web import answer, case, headcount, lists

app_name = "requisitions"

urlpatterns = [
    path("", lists.requisitions, name="list"),
    path("new/", answer.ask, name="ask"),
    path("card/", answer.card, name="card"),
    path("rounds/", lists.rounds, name="rounds"),
    path("rounds/<int:round_id>/", lists.round_page, name="round"),
    path("headcount/", headcount.headcount, name="headcount"),
    path("headcount/move/", headcount.move, name="move"),
    path("headcount/<int:headcount_id>/", headcount.moves, name="moves"),
    path("<int:requisition_id>/", case.case, name="case"),
    path("<int:requisition_id>/do/answer/", answer.answer, name="answer"),
    path("<int:requisition_id>/do/<slug:verb>/", case.step, name="step"),
]

"""Addresses of the staff."""

from django.urls import path

from jujiao.company.staff import web, web_accounts, web_changes, web_posts, workbooks, workbooks_matching

app_name = "staff"

urlpatterns = [
    path("", web.employees, name="employees"),
    path("<int:employee_id>/", web.employee, name="employee"),
    path("hire/", web_changes.hire, name="hire"),
    path("<int:employee_id>/edit/", web_changes.edit, name="edit"),
    path("<int:employee_id>/leave/", web_changes.leave, name="leave"),
    path("<int:employee_id>/last-day/", web_changes.correct_leaving, name="correct_leaving"),
    path("<int:employee_id>/come-back/", web_changes.come_back, name="come_back"),
    path("<int:employee_id>/phone/", web_changes.reveal_phone, name="reveal_phone"),
    path("<int:employee_id>/posts/assign/", web_changes.assign, name="assign"),
    path("posts/<int:post_id>/end/", web_changes.end_post, name="end_post"),
    path("posts/<int:post_id>/first/", web_posts.make_primary, name="make_primary"),
    path("<int:employee_id>/deputies/appoint/", web_changes.appoint, name="appoint"),
    path("deputies/<int:deputy_id>/end/", web_changes.end_deputy, name="end_deputy"),
    path("<int:employee_id>/password-link/", web_accounts.password_link, name="password_link"),
    path("<int:employee_id>/second-factor/", web_accounts.reset_second_factor, name="reset_second_factor"),
    path("departments/", web.departments, name="departments"),
    path("departments/add/", web.add_department, name="add_department"),
    path("posts/", web_posts.company_posts, name="posts"),
    path("posts/create/", web_posts.create_company_post, name="create_post"),
    path("posts/<int:company_post_id>/change/", web_posts.change_company_post, name="change_post"),
    path("workbook/form/", workbooks.empty_form, name="empty_form"),
    path("workbook/<int:estate_id>/", workbooks.workbook, name="workbook"),
    path("workbook/<int:estate_id>/export/", workbooks.ask_for_export, name="ask_for_export"),
    path("workbook/uploads/<int:upload_id>/", workbooks.upload, name="upload"),
    path("workbook/uploads/<int:upload_id>/columns/", workbooks_matching.match, name="match"),
    path("workbook/uploads/<int:upload_id>/take-over/", workbooks.take_over, name="take_over"),
    path("workbook/exports/<int:export_id>/decide/", workbooks.decide_export, name="decide_export"),
    path("workbook/exports/<int:export_id>/", workbooks.take_export, name="take_export"),
]

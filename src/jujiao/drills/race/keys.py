"""One request sent many times under one key: done once, answered alike; another body under that key is refused."""

from dataclasses import dataclass

from jujiao.drills.race.sending import TOGETHER, Answer, Call, Sender, all_at_once
from jujiao.service.complaints.models import Complaint

PATH = "/api/v1/complaints"


@dataclass(frozen=True)
class Submits:
    sent: int
    made: int
    faults: list[str]


def submit(send: Sender, *, times: int, keyed: bool = True) -> Submits:
    """Sends one complaint `times` times, some at once. `keyed=False` leaves the key out, which makes many."""
    text, key = f"电梯异响 {times}", "race-0001" if keyed else ""
    fields = {"estate": "YX", "category": "lift", "text": text, "place": "一号楼", "anonymous": True}
    answers: list[Answer] = []
    while len(answers) < times:
        together = min(TOGETHER, times - len(answers))
        answers += all_at_once(send, [Call("clerk", PATH, fields, api=True, key=key)] * together)
    made = Complaint.objects.filter(text=text).count()
    faults = [f"{made} complaints were made by {times} equal requests"] if made != 1 else []
    if {answer.status for answer in answers} != {201} or any(answer.json != answers[0].json for answer in answers):
        faults.append("equal requests were answered differently")
    if keyed:
        other = send(Call("clerk", PATH, {**fields, "text": "另一件事"}, api=True, key=key))
        if other.status != 422 or other.json.get("code") != "KeyReused":
            faults.append(f"another body under the same key was answered with {other.status}")
    return Submits(times, made, faults)

"""Garbage at pages, uploads and exports, for a database with the cast in it; each says what must not be."""

import resource
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jujiao.company.estates.models import Person, Relation, Residency
from jujiao.company.staff.models import Employee
from jujiao.company.staff.workbook.export import export
from jujiao.drills.garbage import pages
from jujiao.drills.garbage.files import CANARY, SCRIPT, corpus
from jujiao.drills.garbage.formulas import live_cells, payloads
from jujiao.kernel import clock
from jujiao.kernel.access import Role
from jujiao.service.complaints.models import Complaint, Photo
from jujiao.testing.cast import OPENED, Cast, Member
from jujiao.testing.complaints import a_complaint
from jujiao.testing.every_url import PEOPLE, addresses, committed
from jujiao.testing.samples import arguments

MOST_MEMORY = 700 * 1024
"""Kilobytes by which the largest file may let the process grow: a photo of 50 million pixels is 150 MB, twice."""


def browser(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.user)
    return client


def at_pages(cast: Cast, values: Mapping[str, bytes], *, every: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Each address with these values as somebody who may enter: requests sent, and what was wrong. `every` takes only
    one address in so many with all the values, the others with one."""
    table = committed()
    for number, address in enumerate(addresses()):
        if address.name == "account_logout":
            continue
        roles = table.get(address.name) or frozenset(Role)
        member: Member = getattr(cast, PEOPLE[next(role for role in Role if role in roles)])
        url = reverse(address.name, kwargs=arguments(address.name, cast, member))
        labels = list(values) if number % every == 0 else [list(values)[number % len(values)]]
        yield len(labels) * 3, list(pages.throw(browser(member), url, {label: values[label] for label in labels}))


def at_uploads(cast: Cast) -> Iterator[tuple[str, list[str]]]:
    """Each hostile file as a photo of staff and of the owner, some as a workbook: its name, and what was wrong."""
    complaint = a_complaint(cast)
    clerk, owner, hr = browser(cast.clerk), browser(cast.resident), browser(cast.hr)
    for number, (name, content) in enumerate(corpus()):
        before, wrong = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, []
        key = f"garbage-{number}"
        doors: list[tuple[Client, str, str, dict[str, Any]]] = [
            (clerk, f"/complaints/{complaint.pk}/do/note/", "photos", {"version": _version(complaint), "text": "照片"}),
            (owner, f"/my/{complaint.pk}/add/", "photos", {"key": key, "text": "照片"}),
            (hr, reverse("staff:workbook", args=[cast.estate.pk]), "workbook", {}),
        ]
        for client, url, field, sent in doors if number % 8 == 0 else doors[:2]:  # each workbook has its own process
            answer = client.post(url, {**sent, field: SimpleUploadedFile(name, content, "image/jpeg")})
            if answer.status_code >= 500:
                wrong.append(f"{name!r} ({content[:12]!r}) at {url}: {answer.status_code}")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        if grown > MOST_MEMORY:
            wrong.append(f"{name!r} ({content[:12]!r}) took {grown // 1024} MB")
        yield name, wrong
    yield "kept", list(_kept(complaint, clerk))


def _kept(complaint: Complaint, client: Client) -> Iterator[str]:
    """What of it is kept or served as something else than a picture drawn anew."""
    for photo in Photo.objects.filter(complaint=complaint):
        for name in (photo.file, photo.thumbnail):
            with default_storage.open(name) as file:
                content = file.read()
            if not content.startswith(b"\xff\xd8\xff") or SCRIPT in content or CANARY in content or b"GPS" in content:
                yield f"{name} is not a picture drawn anew: {content[:40]!r}"
        answer = client.get(reverse("complaints:photo", args=[complaint.pk, photo.pk]))
        headers = answer.headers.get("Content-Type"), answer.headers.get("X-Content-Type-Options")
        if headers != ("image/jpeg", "nosniff"):
            yield f"{photo.file} is served as {headers}"


def at_exports(cast: Cast) -> list[str]:
    """Every payload as a complaint's text and place, a resident's and an employee's name: what lives in an export."""
    first, every = a_complaint(cast), payloads()
    columns = {field.attname: getattr(first, field.attname) for field in Complaint._meta.concrete_fields}
    del columns["id"]
    rows = [{**columns, "number": f"YX-{n}", "text": text, "contact_name": text} for n, text in enumerate(every)]
    Complaint.objects.bulk_create(Complaint(**row) for row in rows)
    people = Person.objects.bulk_create(Person(company=cast.company, name=text[:80]) for text in every)
    Residency.objects.bulk_create(
        Residency(household=cast.household, person=one, relation=Relation.FAMILY, moved_in=OPENED) for one in people
    )
    Employee.objects.filter(pk=cast.engineer.employee.pk).update(name=every[0], number=every[1][:20])
    book = export(cast.estate, contacts=True, by=every[2], reason=every[3], now=clock.now())
    queue = browser(cast.manager).get(reverse("complaints:export"))
    listed = b"".join(queue) if queue.streaming else queue.content
    return [f"{name}: {found}" for name, each in (("workbook", book), ("queue", listed)) for found in live_cells(each)]


def _version(complaint: Complaint) -> int:
    return Complaint.objects.values_list("version", flat=True).get(pk=complaint.pk)

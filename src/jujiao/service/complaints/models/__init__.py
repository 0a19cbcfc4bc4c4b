"""Tables of the complaint (投诉, 3.2)."""

from jujiao.service.complaints.models.category import Category, category_label
from jujiao.service.complaints.models.choices import Channel, Kind, Nature, Outcome, State
from jujiao.service.complaints.models.complaint import OPEN, SUBJECT, Complaint, place_words
from jujiao.service.complaints.models.records import Conversion, FollowUpAttempt

__all__ = [
    "OPEN",
    "SUBJECT",
    "Category",
    "Channel",
    "Complaint",
    "Conversion",
    "FollowUpAttempt",
    "Kind",
    "Nature",
    "Outcome",
    "State",
    "category_label",
    "place_words",
]

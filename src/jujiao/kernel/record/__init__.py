"""What happened, to what, by whom, and who may know: the timeline, subjects, viewers, chapters."""

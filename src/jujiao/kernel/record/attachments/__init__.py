"""What people send along with what they say: photos, voice recordings, PDF files.

An attachment belongs to one entry of the timeline of one subject, whatever its kind. Who may read it is asked through
the subject's own access (`SubjectKind.shows`), at one address. Files are kept by Django's storage alone, under names
that say nothing: a folder, or a bucket that all hosts share."""

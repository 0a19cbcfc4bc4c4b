"""Readers of what exchanges tell (话单): the vendor's own form in, pieces of calls out. They keep nothing.

What every reader holds to:

* A leg is one telephone that was made to ring. Menus, announcements, queues and voice mail are none.
* The piece about the whole of a call (`WHOLE`) says who called, which number was dialled, when the call came in and
  when it was over. Of an incoming call it has no answer, since a menu or a queue answers at once: only legs have. Where
  an exchange tells of the end of a call alone, it has the answer after all, and `bound_seconds` says that the ring was
  no longer than this.
* Of a call to somebody outside, the whole has `extension` (who dialled), `answered_at` and `ending`.
"""

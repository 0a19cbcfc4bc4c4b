"""What stands between the network and the pages: nothing slow, large or crowded gets as far as a thread.

bounds        the figures
bridge        takes each request from the server, and runs the WSGI application for it in a thread
bodies        reads a body, bounded in time, size and number, before there is a thread
environ       a request as WSGI knows it
answering     the answer of WSGI, back to the server
threads       the threads that pages run in, and the bounded line before them
lane          a few of them at a time where each takes long, addresses in turn
refusals      what somebody reads whose request is not taken
connections   closes connections of an address, or in all, that are too many
"""

"""Starts so many threads that wait, says so, and ends with its input: what does one more cost?"""

import sys
from threading import Event, Thread

gate = Event()
threads = []
try:
    for _ in range(int(sys.argv[1])):
        thread = Thread(target=gate.wait)
        thread.start()
        threads.append(thread)
except RuntimeError:
    # can't start new thread: the machine says no.
    pass
print(len(threads), flush=True)
sys.stdin.read()
gate.set()
for thread in threads:
    thread.join()

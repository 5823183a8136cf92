"""Runs with a floating license, and prints a line for each state: processes.py BASE_URL PRODUCT KEY LICENSE_KEY STORE [fork|borrow]"""

import os
import sys
import threading

from keyward import FileStore, open_license


def forked(license):
    """Another thread holds the license while this one forks."""
    held, released = threading.Event(), threading.Event()

    def hold():
        with license._turn:
            held.set()
            released.wait()

    threading.Thread(target=hold).start()
    held.wait()
    child = os.fork()
    if child == 0:
        license.wake()
        worker = any(thread.name == "keyward" and thread.is_alive() for thread in threading.enumerate())
        print("child", license.state.kind, license.state.reason, worker, flush=True)
        license.close()
        os._exit(0)
    os.waitpid(child, 0)
    released.set()
    license.wake()


base_url, product, key, license_key, store, *mode = sys.argv[1:]
license = open_license(
    base_url=base_url, product=product, keys=[key], store=FileStore(store), device="desk", license_key=license_key, floating=True
)
if mode == ["fork"]:
    forked(license)
if mode == ["borrow"]:
    license.borrow(3)
print(license.state.kind, license.state.reason, flush=True)
sys.stdin.read()
license.close()

"""A program that runs with a license only. Start it with LICENSE_KEY=… python3 program.py"""

import os
import sys
from pathlib import Path

from keyward import FileStore, KeywardError, open_license

# In a real program constants: whoever can change them decides which server is believed.
BASE_URL = os.environ.get("KEYWARD_URL", "https://licenses.example.com")
PRODUCT = os.environ.get("KEYWARD_PRODUCT", "editor")
PUBLIC_KEYS = os.environ["KEYWARD_PUBLIC_KEY"].split(",")
# For devices without network.
FILE = Path(os.environ.get("LICENSE_FILE", "license-file.txt"))

with open_license(
    base_url=BASE_URL,
    product=PRODUCT,
    keys=PUBLIC_KEYS,
    store=FileStore(os.environ.get("LICENSE_STORE", "license.json")),
    device=os.environ.get("DEVICE"),  # without one, by the id of the system
    license_key=os.environ["LICENSE_KEY"],
) as license:
    license.check()  # at each start, also if the last answer is recent
    if license.last_error:
        print(f"No answer that counts: {license.last_error}")
    try:
        if not license.state.usable and FILE.exists():
            license.use_file(FILE.read_text())
        if not license.state.usable:
            license.activate()
    except KeywardError as problem:
        print(f"Not activated: {problem}", file=sys.stderr)
    state = license.state

if not state.usable:
    sys.exit(f"Not licensed: {state.reason}")
if state.kind == "grace":
    print(f"Please connect before {state.until}: {state.reason}", file=sys.stderr)
print(f"Licensed: {state.features}")

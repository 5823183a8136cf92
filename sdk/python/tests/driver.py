"""Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each."""

import dataclasses
import json
import logging
import sys

from keyward import FileStore, KeywardError, License, System, open_license, open_usage_ledger


class TestSystem(System):
    def __init__(self, platform, root, variables, outputs, registry):
        super().__init__(platform, root, variables)
        self.outputs = outputs
        self.values = registry

    def output(self, command):
        return self.outputs.get(command[0], "")

    def registry(self, key, names):
        values = self.values.get("HKLM\\" + key, {})
        return {name: values[name] for name in names if name in values}


#: Which files of a version a program wants.
TARGET = ("platform", "arch", "kind", "label", "os_version")


def shown(balance):
    return {name: balance[name] for name in ("meter", "credit", "used", "limit", "left") if name in balance}


class Driver:
    def __init__(self):
        self.now = 0
        self.license = None
        self.update = None
        self.reservation = None
        self.ledger = None

    def send(self, command):
        self.now = command["now"]
        try:
            result = self.do(command["do"], command.get("with", {}))
        except KeywardError as error:
            failed = {"error": error.code, "unreachable": error.is_unreachable, "message": Exception.__str__(error), "signed": error.is_signed}
            return {"state": self.state(), "device": self.device(), **failed}
        return {"state": self.state(), "device": self.device(), **({} if result is None else {"result": result})}

    def do(self, name, parameters):
        def given(*names):
            return {each: parameters[each] for each in names if each in parameters}

        if name == "ledger_open":
            self.ledger = open_usage_ledger(now=lambda: self.now, **parameters)
        elif name.startswith("ledger_"):
            result = getattr(self.ledger, name[len("ledger_") :])(**parameters)
            if isinstance(result, list):
                return [balance._asdict() for balance in result]
            return result._asdict() if isinstance(result, tuple) else result
        elif name == "open":
            self.license = None
            self.license = self.open(**parameters)
        elif name == "borrow":
            self.license.borrow(parameters["days"])
        elif name == "return_borrowed":
            self.license.return_borrowed()
        elif name == "borrowed":
            return self.license.borrowed_until is not None
        elif name == "record_usage":
            return self.license.record_usage(parameters["meter"], parameters["amount"])
        elif name == "check_for_update":
            self.update = self.license.check_for_update(**given("current_version", *TARGET))
            return dataclasses.asdict(self.update) if self.update else None
        elif name == "use_feature":
            return self.license.use_feature(**given("feature", "amount"))
        elif name == "reserve_usage":
            self.reservation = self.license.reserve_usage(**given("items", "seconds"))
        elif name == "commit_usage":
            after = self.license.commit_usage(self.reservation, **given("items"))
            return {"meters": [shown(each) for each in after.meters], "credits": [shown(each) for each in after.credits]}
        elif name == "release_usage":
            self.license.release_usage(self.reservation)
        elif name == "place":
            return {"position": self.license.place.position} if self.license.place else None
        elif name == "wait_for_seat":
            self.license.wait_for_seat(parameters["timeout_ms"] / 1000)
        elif name in ("take_features", "release_features"):
            change = getattr(self.license, name)
            return {"features": [dataclasses.asdict(each) for each in change(*parameters["features"])]}
        elif name == "last_error":
            error = self.license.last_error
            return {"code": error.code, "message": Exception.__str__(error)} if isinstance(error, KeywardError) else None
        elif name in ("active", "stop_waiting"):
            getattr(self.license, name)()
        elif name == "relay":
            relay = self.license.relay
            return {"id": relay.id, "name": relay.name, "until": relay.until.timestamp()} if relay else None
        elif name == "facts":
            return self.facts()
        elif name == "download_update":
            self.license.download_update(self.update, parameters["path"])
        elif name == "activate":
            self.license.activate(parameters["license_key"])
        elif name == "use_file":
            self.license.use_file(parameters["file"], parameters["license_key"])
        elif name == "offline_request":
            return self.license.offline_request(parameters["license_key"])
        elif name != "state":
            {"check": License.check, "release": License.release, "close": License.close, "wake": License.wake}[name](
                self.license
            )
        return None

    def open(self, store, system=None, timeout_ms=10_000, **options):
        reads = TestSystem(**system) if system else None
        return open_license(
            store=FileStore(store),
            background=False,
            retries=0,
            timeout=timeout_ms / 1000,
            now=lambda: self.now,
            system=reads,
            **options,
        )

    def facts(self):
        state = self.license.state
        facts = {name: getattr(state, name) for name in ("starts_on", "would_be", "metadata", "device_metadata")}
        return {**facts, "customer": dataclasses.asdict(state.customer) if state.customer else None}

    def state(self):
        if self.license is None:
            return None
        state = self.license.state
        return {
            "kind": state.kind,
            "usable": state.usable,
            "reason": state.reason,
            "source": state.source,
            "features": state.features,
            "max_users": state.max_users,
            "expires_at": state.expires_at.isoformat() if state.expires_at else None,
        }

    def device(self):
        if self.license is None:
            return None
        return {
            "environment": self.license.environment,
            "fingerprint": self.license.fingerprint,
            "warnings": [warning.code for warning in self.license.warnings],
        }


logging.disable(logging.WARNING)
driver = Driver()
for line in sys.stdin:
    print(json.dumps(driver.send(json.loads(line))), flush=True)

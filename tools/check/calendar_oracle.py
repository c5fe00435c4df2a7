#!/usr/bin/env python3
"""A calendar file as libical reads it (Debian package libical3): JSON with its faults and each event's title, name, begin and end.

Usage: tools/check/calendar_oracle.py FILE.ics     without libical it says so and ends with 77
"""
import ctypes
import ctypes.util
import json
import pathlib
import sys


class Time(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in "year month day hour minute second is_date is_daylight".split()] + [("zone", ctypes.c_void_p)]


def library():
    name = ctypes.util.find_library("ical")
    if not name:
        print("calendar_oracle: libical is not installed", file=sys.stderr)
        sys.exit(77)
    ical = ctypes.CDLL(name)
    for function, gives, takes in [
            ("icalparser_parse_string", ctypes.c_void_p, [ctypes.c_char_p]),
            ("icalcomponent_string_to_kind", ctypes.c_int, [ctypes.c_char_p]),
            ("icalcomponent_count_errors", ctypes.c_int, [ctypes.c_void_p]),
            ("icalrestriction_check", ctypes.c_int, [ctypes.c_void_p]),
            ("icalcomponent_get_first_component", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]),
            ("icalcomponent_get_next_component", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]),
            ("icalcomponent_get_summary", ctypes.c_char_p, [ctypes.c_void_p]),
            ("icalcomponent_get_uid", ctypes.c_char_p, [ctypes.c_void_p]),
            ("icalcomponent_get_dtstart", Time, [ctypes.c_void_p]),
            ("icalcomponent_get_dtend", Time, [ctypes.c_void_p]),
            ("icaltime_as_ical_string", ctypes.c_char_p, [Time])]:
        of = getattr(ical, function)
        of.restype, of.argtypes = gives, takes
    return ical


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 64
    ical = library()
    whole = ical.icalparser_parse_string(pathlib.Path(sys.argv[1]).read_bytes())
    if not whole:
        print(json.dumps({"read": False}))
        return 1
    kind, events = ical.icalcomponent_string_to_kind(b"VEVENT"), []
    at = ical.icalcomponent_get_first_component(whole, kind)
    while at:
        text = lambda get: (get(at) or b"").decode()
        time = lambda get: ical.icaltime_as_ical_string(get(at)).decode()
        events.append({"title": text(ical.icalcomponent_get_summary), "name": text(ical.icalcomponent_get_uid),
                       "begins": time(ical.icalcomponent_get_dtstart), "ends": time(ical.icalcomponent_get_dtend)})
        at = ical.icalcomponent_get_next_component(whole, kind)
    print(json.dumps({"read": True, "faults": ical.icalcomponent_count_errors(whole), "as_the_standard_says": bool(ical.icalrestriction_check(whole)),
                      "events": events}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

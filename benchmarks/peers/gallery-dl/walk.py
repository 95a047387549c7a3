# Walks both lists of an account with the client of gallery-dl whenever a line comes: walk.py BASE_URL USER_ID CSRF_TOKEN SESSION_ID
# Debian's release has no command for these lists, so its client is asked as its later releases do.
import json
import sys
import time
import urllib.parse

import requests
from gallery_dl import config, extractor
from gallery_dl.extractor import instagram

base, user, csrf_token, session_id = sys.argv[1:]

ask = requests.Session.request


def ask_simulator(self, method, url, **options):
    return ask(self, method, url.replace("https://www.instagram.com", base), **options)


requests.Session.request = ask_simulator
config.set(("extractor", "instagram"), "sleep-request", 0)
config.set(("extractor", "instagram"), "api", "rest")


def client():
    site = extractor.find("https://www.instagram.com/bench/posts/")
    site._interval = None
    site.request_interval = 0
    site.www_claim = "0"
    site.csrf_token = csrf_token
    domain = urllib.parse.urlparse(base).hostname
    for name, value in (("sessionid", session_id), ("csrftoken", csrf_token), ("ds_user_id", user)):
        site.session.cookies.set(name, value, domain=domain)
    return instagram.InstagramRestAPI(site)


def read(api, which):
    members = 0
    params = {"count": 100}
    while True:
        page = api._call("/v1/friendships/{}/{}/".format(user, which), params=params)
        members += len(page["users"])
        cursor = page.get("next_max_id")
        if not cursor:
            return members
        params["max_id"] = cursor


for line in sys.stdin:
    api = client()
    began = time.perf_counter()
    members = read(api, "followers") + read(api, "following")
    print(json.dumps({"members": members, "seconds": time.perf_counter() - began}), flush=True)

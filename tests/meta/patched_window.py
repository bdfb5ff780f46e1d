#!/usr/bin/python3
"""What a patch adds to the window is there: the tab of a page, or the dialog of a wish.   patched_window.py NUANCHUANG DEMO.db page|dialog"""
import sys

from clerk import T
from desk import Desk

def main():
    nuanchuang, db, what = sys.argv[1:4]
    desk = Desk(nuanchuang, "--db", db)
    try:
        desk.type(T("Login"), "intake")
        desk.type(T("Password"), "nuanchuang")
        desk.press(T("Sign in"))
        desk.sees("张敏")
        if what == "page":
            desk.press("Counter by patch")
            desk.sees("Who comes by patch")
        else:
            desk.opens(lambda: desk.key("F7"), "the dialog")
            desk.sees("Words of welcome")
            desk.close_dialog()
    finally:
        desk.close()


main()

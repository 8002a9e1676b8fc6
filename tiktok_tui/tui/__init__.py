"""The app: screens on top of the pipeline, and everything that knows Textual.

The folders
-----------
`screens/` holds one folder for each screen, with everything that only this screen needs. `wizard/` are the steps from
a credential to an upload and the draft that they share, `frame/` is around every screen, `dialogs/` and `widgets/` are
used by several, `jobs/` is work in threads. Imports point down in this order; only `routes.py` names screens.

How to write a screen
---------------------
A *screen of its own* is a `frame.page.Page`: fill in `compose_body`, name it with `HEADING`, list its keys in
`BINDINGS` (each with an `id` like `history.export` and a `tooltip`, a sentence; `show=True` for the few in the key
bar, of which the first five are shown), and put its style sheet beside it (`CSS_PATH = "history.tcss"`, everything
nested under the class). Name the widgets it works with: `table = getters.query_one(VirtualTable)`. `check_action`
returning None dims a key, and `why_disabled(action)` gives the reason. `work_in_hand` returns the sentence that Ctrl+Q
asks about. A screen that is reachable from everywhere gets a line in `routes.ROUTES`, and `app.go('history')` opens it.

A *step of the wizard* is a `wizard.step_page.StepPage`: fill in `compose_step`; `opened` takes over what other steps
have decided (`self.wizard.draft`), each time the step opens; `complete` checks, saves, calls
`self.wizard.update(self.wizard.draft.with_destination(...))` and returns True to continue. The steps are the table
`routes.STEPS`, what each still needs is in `wizard/steps.py`. A step's screen lives until the wizard is closed, so
leaving it changes nothing in it.

The *draft* (`wizard/draft.py`) holds the file in one of its states: `ChosenFile`, then `CheckedFile`, and the upload
(`StartedUpload`) with everything that it needs. The draft is the only owner of the mapping.

*Dialogs* (`dialogs/`) return a result or None: `Confirm`, `Choose`, `Prompt`, `SecretPrompt`, `PickFile`. A sequence of
them is straight-line code in a worker: `answer = await self.app.push_screen_wait(Confirm(...))`. The keys that a dialog
names in its lower edge can be clicked.

*Work* never runs on the UI thread: `jobs.start` for one result, `jobs.follow` for a stream of updates,
`await jobs.run(...)` inside a worker. Handlers own all state; threads touch no widget.

*Text from files* is drawn by `VirtualTable`, `Notice` and `Content(safe_text(text))`; a `Static` gets `markup=False`
and `safe_text(text)`. One types into `TextLine` or `SecretLine`: Textual's Input writes a pasted escape sequence to the
terminal. Columns and cells of a table are in `widgets/table/rows.py`; rows from a query go through `FetchedRows`. Grey
text is `$foreground-muted`; `$text-muted` is not grey inside a `Content`.

To open another screen, post `wizard.draft.OpenSetup(draft, step)` or `frame.navigation.OpenRun(run)`.

Tests: a line in `tests/support/pages.py` puts a screen under the monkeys, the snapshots and the check that every key
has an id and a sentence.
"""

import os

# Textual would write every event to that file, pasted tokens included. It reads the variable when it is imported.
os.environ.pop("TEXTUAL_LOG", None)

"""The app: screens on top of the pipeline, and all that knows Textual.

How a screen is written here
----------------------------
*A place of its own* is a `page.Page`: fill `compose_body`, name it with `HEADING`, list its keys in `BINDINGS` (each
with an `id` like `history.export` and a `tooltip`, a sentence; `show=True` for the few that the line below teaches,
the first five count), put its style sheet beside it (`CSS_PATH = "history.tcss"`, everything nested under the class).
`check_action` returning None dims a key, and `why_disabled(action)` says why. `work_in_hand` gives the sentence that
Ctrl+Q asks about. To be reached from everywhere it gets a line in `places.PLACES`.

*A step of the set-up* is a `step_page.StepPage`: fill `compose_step`; `opened` takes over what other steps have
decided (`self.wizard.draft`), each time the step comes up; `complete` checks, saves, calls `self.wizard.decide(...)`
and returns True to continue. The steps, and what each still needs, are the table in `steps.py`. A step's screen lives
until the set-up ends, so leaving it changes nothing in it. `StepPage(wizard, alone=True)` is the same screen outside
of the set-up, to fix one setting: `await self.app.push_screen_wait(DestinationStep(wizard, alone=True))`.

*Dialogs* (`widgets.dialog.Dialog`) give a result or None: `widgets.confirm.Confirm`, `widgets.choose.Choose`,
`widgets.prompt.Prompt` and `SecretPrompt`, `widgets.pick_file.PickFile`. A flow of them is straight-line code
in a worker: `answer = await self.app.push_screen_wait(Confirm(...))`. The keys that a dialog names in its lower edge
take clicks.

*Work* never runs on the UI thread: `work.start` for one result, `work.follow` for a stream of what happens,
`await work.run(...)` inside a flow. Handlers own all state; threads touch no widget.

*Text from files* is drawn by `VirtualTable`, `Notice` and `Content(plain(text))`; a `Static` gets `markup=False` and
`plain(text)`. One types into `widgets.line.Line` or `SecretLine`: Textual's Input writes a pasted escape sequence to
the terminal. A table's columns and cells are in `rows`; rows that come from a query go through
`widgets.fetched_rows.FetchedRows`. Grey text is `$foreground-muted`; `$text-muted` is not grey inside a `Content`.

To get somewhere, a screen posts `places.OpenSetup(draft, step)` or `places.OpenRun(run)`, or binds `app.go('history')`.

Tests: a line in `tests/support/pages.py` puts a screen under the monkeys, the snapshots and the check that every key
has an id and a sentence.
"""

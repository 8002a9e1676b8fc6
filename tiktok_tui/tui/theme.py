"""The app's own two themes; every colour of every style sheet is a variable of the theme."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="tiktok",
    primary="#25F4EE",
    secondary="#9A9AB0",
    accent="#25F4EE",
    success="#25F4EE",
    warning="#FFC24B",
    error="#FE2C55",
    foreground="#EDEDF2",
    background="#0B0B0F",
    surface="#131319",
    panel="#1D1D26",
    dark=True,
    variables={
        "block-cursor-foreground": "#0B0B0F",
        "block-cursor-background": "#25F4EE",
        "block-cursor-blurred-background": "#2A2A36",
        "block-cursor-blurred-foreground": "#EDEDF2",
        "input-selection-background": "#25F4EE 30%",
        "button-focus-text-style": "bold",
        "border": "#25F4EE",
        "border-blurred": "#3A3A48",
        "scrollbar": "#3A3A48",
        "scrollbar-hover": "#5A5A6C",
        "scrollbar-active": "#25F4EE",
        "scrollbar-background": "#131319",
        "scrollbar-background-hover": "#131319",
        "scrollbar-background-active": "#131319",
        "scrollbar-corner-color": "#131319",
    },
)

LIGHT = Theme(
    name="tiktok-light",
    primary="#00737A",
    secondary="#5A5A6E",
    accent="#00737A",
    success="#00737A",
    warning="#8A5A00",
    error="#D1003B",
    foreground="#16161D",
    background="#FAFAFC",
    surface="#F0F0F4",
    panel="#E4E4EB",
    dark=False,
    variables={
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-background": "#00737A",
        "block-cursor-blurred-background": "#D5D5DF",
        "block-cursor-blurred-foreground": "#16161D",
        "input-selection-background": "#00737A 25%",
        "button-focus-text-style": "bold",
        "border": "#00737A",
        "border-blurred": "#B9B9C6",
        "scrollbar": "#B9B9C6",
        "scrollbar-hover": "#9A9AAA",
        "scrollbar-active": "#00737A",
        "scrollbar-background": "#F0F0F4",
        "scrollbar-background-hover": "#F0F0F4",
        "scrollbar-background-active": "#F0F0F4",
        "scrollbar-corner-color": "#F0F0F4",
    },
)

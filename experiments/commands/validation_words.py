"""Words of the page on validation that do not change with its numbers."""

from __future__ import annotations

INTRODUCTION = (
    "Why should one believe it? Documented patterns are held against many runs of the historical "
    "scenario, in the manner of pattern-oriented modelling (Grimm et al. 2005, Science, "
    "doi:10.1126/science.1116681). Each has a **placebo**: the same worlds with the mechanism "
    "switched off that should make the pattern. A pattern that survives its placebo is no "
    "evidence for the mechanism, however well it is met. What follows is about the model; it is "
    "no forecast about any named state."
)

METHOD = (
    "Each scenario runs once as it is and once for each placebo, {runs} runs of each of {worlds} "
    "worlds, always under the same seeds, so that the mechanism is all that differs. A measure is "
    "one number a run. It **passes** where the median lies in the band and at least half of the "
    "runs do, more than chance would put there: the 95% Wilson interval of the share has to lie at "
    "or above one half. It **fails** where the interval lies below, and is **unclear** between. "
    "Runs in which a measure is undefined count as outside; runs that went astray are left out "
    "and told. A pattern passes when all its measures do, and fails when one does; so does a "
    "placebo. The intervals hold one at a time, not for all patterns together.\n\n"
    "The exit code is 1 when a pattern of the calibration window does not pass, its placebo does "
    "not fail, or runs went astray. Other readings and the hold-out are told and change nothing: a "
    "model must not be pressed into shape by years that were kept aside to judge it."
)

RECORD = (
    "A band is wider than the number on record for three reasons that should be kept apart: the "
    "number is measured with error (aid by donor and year is good, strengths on paper are not "
    "soldiers on parade); it is one draw of a history that could have gone otherwise, so that a "
    "few years give a spread or a rate only roughly; and the model's quantity is not quite the "
    "record's. Aid statistics leave military help out, so that they are used for volatility, "
    "shares and fading and never for a level. Attrition on record is desertion alone. The "
    "mission's strength after 2015 is known here by the ceilings of Security Council resolutions. "
    "Figures marked as quoted from memory are of low confidence and want checking before anybody "
    "quotes them from here. How sure the record is:"
)

LIMITS = (
    "- **One country.** All patterns come from one host state and its partners, and most from a "
    "dozen yearly values. Nothing here shows that the mechanisms hold elsewhere.\n"
    "- **Reproduction, not prediction.** Dated events (coups, epidemics, elections, programmes) "
    "are given to the model. Patterns show whether its mechanisms answer them as is on record; "
    "they say nothing on when such events come.\n"
    "- **Levels were set by hand** on 2003-2015, in part from the figures that the bands stand "
    "round (contributors' troops, the army's ceiling, attrition). For these a pass is a check, not "
    "a test; only the placebos and the hold-out can surprise.\n"
    "- **A pattern is no proof.** Other mechanisms may make the same pattern; a placebo rules out "
    "one rival, the absence of the mechanism, and no other.\n"
    "- **What would change the verdict**: monthly strengths of the mission by contributor from "
    "2015 to 2018, its closing in particular; aid by donor for 2016-2025 held against H1, H2, "
    "H13; measured readiness or skill of the forces before and after mentors left; surveys of felt "
    "security and of trust in the same communities over years; a second host state with the same "
    "columns, which would test all of it at once."
)

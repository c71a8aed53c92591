import { _t } from "@web/core/l10n/translation";

/** Short replays need no word. */
const DELAY = 700;

/**
 * Keep the user waiting, and say for what, while the past is replayed.
 *
 * @param {{block: Function, unblock: Function}} ui
 */
export function waitForReplay(ui) {
    ui.block({
        delay: DELAY,
        message: _t("Replaying the past. With very many orders this takes some minutes."),
    });
}

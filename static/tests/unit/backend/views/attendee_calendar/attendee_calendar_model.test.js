import { expect, test } from "@odoo/hoot";
import { AttendeeCalendarModel } from "@calendar/views/attendee_calendar/attendee_calendar_model";

/**
 * Drag an event, and note what is loaded again.
 *
 * @param {() => Promise} write what the server answers
 */
const drag = (write) => {
    const model = Object.create(AttendeeCalendarModel.prototype);
    Object.assign(model, {
        data: { records: { 7: { rawRecord: {} } } },
        meta: { resModel: "calendar.event", context: {} },
        orm: { write },
        buildRawRecord: () => ({}),
        load: () => expect.step("load"),
    });
    return model.updateRecord({ id: 7 });
};

test("an event that was refused goes back, and the reason is told", async () => {
    const refused = drag(() => Promise.reject(new Error("too far ahead")));
    await expect(refused).rejects.toThrow("too far ahead");
    expect.verifySteps(["load"]);
});

test("an event that was moved is loaded once", async () => {
    await drag(() => Promise.resolve(true));
    expect.verifySteps(["load"]);
});

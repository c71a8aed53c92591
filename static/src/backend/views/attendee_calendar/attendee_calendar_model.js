import { patch } from "@web/core/utils/patch";
import { AttendeeCalendarModel } from "@calendar/views/attendee_calendar/attendee_calendar_model";

patch(AttendeeCalendarModel.prototype, {
    /** Put an event back that was dragged to where it may not be booked. */
    async updateRecord() {
        try {
            return await super.updateRecord(...arguments);
        } catch (error) {
            await this.load();
            throw error;
        }
    },
});

import { expect, test } from "@odoo/hoot";
import { getMembers, getTillNotes } from "@customer_category/app/utils/customer_categories";

const customer = (...categories) => ({
    customer_category_ids: categories,
    orderedCustomerCategories: categories,
});

test("the members of a category are those who hold it", () => {
    const [ann, bob] = [customer({ id: 1 }, { id: 2 }), customer({ id: 2 })];
    expect(getMembers([ann, bob], 1)).toEqual([ann]);
    expect(getMembers([ann, bob], 2)).toEqual([ann, bob]);
    expect(getMembers([ann, bob], false)).toEqual([ann, bob]);
});

test("notes are quiet or to be confirmed, as their categories say", () => {
    const notes = getTillNotes(
        customer(
            { till_note: "No charge", till_note_confirm: false },
            { till_note: "Ask for the form", till_note_confirm: true },
            { till_note: "" },
            { till_note: "Show the new shoes" }
        )
    );
    expect(notes).toEqual({
        quiet: ["No charge", "Show the new shoes"],
        toConfirm: ["Ask for the form"],
    });
});

test("a confidential category has no note", () => {
    const notes = getTillNotes(customer({ till_note: "Owes us money", confidential: true }));
    expect(notes).toEqual({ quiet: [], toConfirm: [] });
});

import { expect, test } from "@odoo/hoot";
import {
    getAddableCategories,
    getMembers,
    getTillNotes,
    mayChangeCategories,
} from "@customer_category/app/utils/customer_categories";

const customer = (...categories) => ({ customer_category_ids: categories });

test("the members of a category are those who hold it", () => {
    const [ann, bob] = [customer({ id: 1 }, { id: 2 }), customer({ id: 2 })];
    expect(getMembers([ann, bob], 1)).toEqual([ann]);
    expect(getMembers([ann, bob], 2)).toEqual([ann, bob]);
    expect(getMembers([ann, bob], false)).toEqual([ann, bob]);
});

test("notes are quiet or to be confirmed, as their categories say", () => {
    const notes = getTillNotes([
        { till_note: "No charge", till_note_confirm: false },
        { till_note: "Ask for the form", till_note_confirm: true },
        { till_note: "" },
        { till_note: "Show the new shoes" },
    ]);
    expect(notes).toEqual({
        quiet: ["No charge", "Show the new shoes"],
        toConfirm: ["Ask for the form"],
    });
});

test("a confidential category has no note", () => {
    const notes = getTillNotes([{ till_note: "Owes us money", confidential: true }]);
    expect(notes).toEqual({ quiet: [], toConfirm: [] });
});

test("who may change categories is as the till is set", () => {
    const getRoles = (customer_category_changed_by) =>
        ["manager", "cashier", "minimal", undefined].filter((_role) =>
            mayChangeCategories({ customer_category_changed_by }, { _role })
        );
    expect(getRoles("nobody")).toEqual([]);
    expect(getRoles("manager")).toEqual(["manager"]);
    expect(getRoles("cashier")).toEqual(["manager", "cashier"]);
    // A till that was loaded before there was the setting.
    expect(getRoles(undefined)).toEqual([]);
    expect(mayChangeCategories({ customer_category_changed_by: "cashier" }, null)).toBe(false);
});

test("only standard categories that are seen and in use can be added, each once", () => {
    const standard = { assignment: "manual", isVisible: true, active: true };
    const categories = [
        { ...standard, id: 1, sequence: 20 },
        { ...standard, id: 2, sequence: 10 },
        { ...standard, id: 3, sequence: 10 },
        { ...standard, id: 4, assignment: "rewards" },
        { ...standard, id: 5, assignment: "smart" },
        { ...standard, id: 6, isVisible: false },
        { ...standard, id: 7, active: false },
    ];
    const addable = getAddableCategories({ "customer.category": categories }, customer({ id: 2 }));
    expect(addable.map(({ id }) => id)).toEqual([3, 1]);
});

import { registry } from "@web/core/registry";
import {
    Many2ManyTagsFieldColorEditable,
    many2ManyTagsFieldColorEditable,
} from "@web/views/fields/many2many_tags/many2many_tags_field";

/** Badges of a contact; those that follow their rules have no x, for it would be refused. */
export class CustomerCategoryTagsField extends Many2ManyTagsFieldColorEditable {
    getTagProps(record) {
        const props = super.getTagProps(record);
        if (record.data.assignment !== "manual") {
            props.onDelete = undefined;
        }
        return props;
    }

    /** The backspace key takes off no more than an x does. */
    deleteTagByIndex(index) {
        if (this.tags[index]?.onDelete) {
            super.deleteTagByIndex(index);
        }
    }
}

registry.category("fields").add("customer_category_tags", {
    ...many2ManyTagsFieldColorEditable,
    component: CustomerCategoryTagsField,
    relatedFields: (info) => [
        ...many2ManyTagsFieldColorEditable.relatedFields(info),
        { name: "assignment", type: "selection", selection: [] },
    ],
});

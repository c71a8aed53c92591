import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { BinaryField, binaryField } from "@web/views/fields/binary/binary_field";
import { FileUploader } from "@web/views/fields/file_handler";

const MEGABYTE = 1024 * 1024;

/** Sends no file that the server would refuse after all of it arrived. */
export class ListFileUploader extends FileUploader {
    /** The server says the same of what comes by other ways. */
    static limit = 20;

    async onFileChange(ev) {
        const { limit } = this.constructor;
        const large = [...ev.target.files].find((file) => file.size > limit * MEGABYTE);
        if (!large) {
            return super.onFileChange(ev);
        }
        ev.target.value = null;
        this.notification.add(
            _t("%(file)s is larger than %(limit)s MB. Split it and import the parts.", {
                file: large.name,
                limit,
            }),
            { type: "danger" }
        );
    }
}

/** The file of an import. */
export class CustomerCategoryListFileField extends BinaryField {
    static components = { ...BinaryField.components, FileUploader: ListFileUploader };
}

registry.category("fields").add("customer_category_list_file", {
    ...binaryField,
    component: CustomerCategoryListFileField,
});

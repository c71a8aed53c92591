import { useState } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { ProductCard } from "@point_of_sale/app/components/product_card/product_card";

patch(ProductCard.prototype, {
    setup() {
        super.setup(...arguments);
        // The card is shared with pages that have no till.
        const { pos } = this.env.services ?? {};
        this.categoryTill = pos && useState(pos);
    },

    /** @returns {boolean} whether the customer of the order at hand may not buy the product */
    get isLockedByCategory() {
        return Boolean(this.categoryTill?.isProductForbidden(this.props.product));
    },
});

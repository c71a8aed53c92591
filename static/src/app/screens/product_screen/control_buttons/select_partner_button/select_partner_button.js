import { patch } from "@web/core/utils/patch";
import { SelectPartnerButton } from "@point_of_sale/app/screens/product_screen/control_buttons/select_partner_button/select_partner_button";
import { CustomerCategoryBadges } from "@customer_category/app/components/customer_category_badges/customer_category_badges";

patch(SelectPartnerButton, {
    components: { ...SelectPartnerButton.components, CustomerCategoryBadges },
});

from . import base_partner_merge
from . import customer_category_assign_summary
from . import customer_category_assign
from . import customer_category_member_date
from . import customer_category_preview
from . import customer_category_preview_line
from . import customer_category_why

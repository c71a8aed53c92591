from . import customer_category_assign

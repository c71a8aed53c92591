from . import test_assign
from . import test_cdnow
from . import test_customer_category
from . import test_lifetime_points
from . import test_membership
from . import test_order_completion
from . import test_pricelist
from . import test_rewards_rules

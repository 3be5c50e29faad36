from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .models import Term
from .viewsets import TaxonomyViewSetGroup

# One policy for all kinds: the permissions are those of `Term`.
register_permission_policy(Term)


@hooks.register("register_admin_viewset")
def taxonomy_viewsets():
    return TaxonomyViewSetGroup()

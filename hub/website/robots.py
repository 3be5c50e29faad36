from .models import Robots
from .sites import Website


def robots(site: Website) -> str:
    """The text of /robots.txt: as editors wrote it, else all may be read."""
    written = Robots.objects.filter(site=site.pk).values_list("text", flat=True).first()
    return written or f"User-agent: *\nAllow: /\n\nSitemap: {site.url('/sitemap.xml')}\n"

# Varnish 7 with vmod_xkey (Debian: varnish, varnish-modules) in front of the hub: docs/delivery.md.
vcl 4.1;

import std;
import xkey;

backend hub {
    .host = "127.0.0.1";
    .port = "8000";
    .first_byte_timeout = 60s;
    .probe = { .url = "/healthz"; .interval = 2s; .timeout = 2s; }
}

# Where the hub's worker runs.
acl worker { "localhost"; }

sub vcl_recv {
    if (req.method == "PURGE") {
        # A proxy on this machine must not lend strangers its address: of whom it passes on, two are named here.
        if (client.ip !~ worker || req.http.X-Forwarded-For ~ ",") {
            return (synth(405));
        }
        if (req.http.Surrogate-Key) {
            xkey.purge(req.http.Surrogate-Key);
            return (synth(200));
        }
        return (purge);
    }
    # Keys, forms and logins pass as they are (Varnish's own rules). So does what opens a draft, and plain HTTP, whose
    # answer is a redirect to the very address that it would be kept under.
    if (req.http.X-Preview-Token || req.http.X-Forwarded-Proto == "http") {
        return (pass);
    }
    if (req.url ~ "^/graphql/?(\?|$)") {
        # The API looks at no cookies, and answers in two languages and media types.
        unset req.http.Cookie;
        set req.http.Accept-Language = regsub(req.http.Accept-Language, "(?i)^(zh)?.*", "\1");
    }
    # Stale for longer only while the hub does not answer.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 60s;
    }
}

sub vcl_backend_response {
    # What the answer is made of, to be purged by.
    set beresp.http.xkey = beresp.http.Surrogate-Key;
    # Varnish heeds stale-while-revalidate by itself, but not stale-if-error.
    set beresp.grace = std.duration(
        regsub(beresp.http.Cache-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), beresp.grace);
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        return (abandon);
    }
}

sub vcl_deliver {
    unset resp.http.xkey;
}

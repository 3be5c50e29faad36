from hub.delivery.signing import headers, new_secret


def test_it_is_the_signature_of_standard_webhooks():
    """The example that their libraries are tested with."""
    signed = headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert signed == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_two_secrets_sign_side_by_side():
    one, other = new_secret(), new_secret()
    signed = headers("msg_1", 1, b"{}", [one, other])["webhook-signature"].split()
    assert signed == [
        headers("msg_1", 1, b"{}", [secret])["webhook-signature"] for secret in (one, other)
    ]

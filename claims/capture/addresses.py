"""Which network addresses are public: what may be asked for evidence, and nothing inside any house."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# IANA's special-purpose registries, multicast and reserved blocks, written out: what Python's own `is_global` says
# has changed between its patch releases.
NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# All of the IPv6 space that is given out to the public lies here; mapped, translated (64:ff9b::), private,
# link-local and multicast addresses lie outside.
PUBLIC_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address inside
            "3fff::/20",
        ),
    )
)
# The second half of an ISATAP address, before the IPv4 address in it.
ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: Address) -> bool:
    """Whether the address belongs to the public internet. Anything that holds another address inside is not."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in block for block in NOT_PUBLIC_4)
    if address.scope_id is not None or address not in PUBLIC_6:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return False
    return address.is_global and not any(address in block for block in NOT_PUBLIC_6)


def address_of(words: str) -> Address | None:
    """The address, where it is written in the one usual way; None for a name and for every other spelling."""
    try:
        return ip_address(words)
    except ValueError:
        return None

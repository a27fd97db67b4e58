package dev.truemark.alert;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Whether an address is one of the whole internet, and not of a machine, a link, a private network or a special use.
 * <p><b>Source.</b> The special-purpose address registries of IANA (RFC 6890).
 */
final class PublicAddress {
    private static final int V4_BYTES = 4;
    /** IPv6 prefixes that carry an IPv4 address, and where it is: NAT64, 6to4. */
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final int NAT64_AT = 12;
    private static final int SIX_TO_FOUR_AT = 2;

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) return false;
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic(bytes, 0) : isPublicV6(bytes);
    }

    private static boolean isPublic(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        int c = bytes[at + 2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127;
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> !(b == 168 || b == 0 && (c == 0 || c == 2) || b == 88 && c == 99);
            case 198 -> !(b == 18 || b == 19 || b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            default -> a < 224;
        };
    }

    /** Global unicast is 2000::/3; what carries an IPv4 address is judged by that. */
    private static boolean isPublicV6(byte[] bytes) {
        if (Arrays.equals(bytes, 0, NAT64_AT, NAT64, 0, NAT64_AT)) return isPublic(bytes, bytes.length - V4_BYTES);
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x2002) return isPublic(bytes, SIX_TO_FOUR_AT);
        boolean teredoOrSpecial = first == 0x2001 && second < 0x200;
        boolean documentation = first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000;
        return first >>> 13 == 1 && !teredoOrSpecial && !documentation;
    }
}

// SPDX-License-Identifier: Apache-2.0
#include "risk/pull_request_shape.h"

#include <bitset>
#include <cstddef>

namespace symbolon::risk {
namespace {

// The shape, one character a place; `name` stands for one or more characters other than ':' and '/'.
constexpr char16_t name = u'\0';
constexpr char16_t shape[] = u"repo:\0/\0:pull_request";
constexpr std::size_t shapeLength = sizeof(shape) / sizeof(shape[0]) - 1;

// Which places can be reached; place n: the first n characters are behind us.
using Places = std::bitset<shapeLength + 1>;

bool admits(char16_t place, QChar c)
{
    return place == name ? c != u':' && c != u'/' : c == place;
}

// One character further, where `accepts(place)` says whether a place may take it.
template<typename Accepts>
Places step(const Places &from, Accepts accepts)
{
    Places to;
    for (std::size_t at = 0; at <= shapeLength; ++at) {
        if (!from.test(at))
            continue;
        if (at < shapeLength && accepts(shape[at]))
            to.set(at + 1);
        if (at > 0 && shape[at - 1] == name && accepts(name))
            to.set(at);
    }
    return to;
}

bool anything(char16_t)
{
    return true;
}

} // namespace

bool canMatchPullRequest(const QString &pattern)
{
    Places places;
    places.set(0);
    for (const QChar c : pattern) {
        if (c == u'*') {
            // Any number of steps; after the shape's length no further place can be gained.
            for (std::size_t i = 0; i < shapeLength; ++i)
                places |= step(places, anything);
        } else if (c == u'?') {
            places = step(places, anything);
        } else {
            places = step(places, [c](char16_t place) { return admits(place, c); });
        }
        if (places.none())
            return false;
    }
    return places.test(shapeLength);
}

} // namespace symbolon::risk

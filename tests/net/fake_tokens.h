// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/token_source.h"

#include <QList>

namespace symbolon::test {

// Tokens "t1", "t2", …: the next one after a rejection, as a session does.
class FakeTokens final : public net::TokenSource
{
public:
    Future<QByteArray> token(net::Service, std::stop_token) override
    {
        ++fetches;
        if (hold) {
            held.append(Completion<QByteArray>());
            return held.last().future();
        }
        return readyFuture<QByteArray>(outcome());
    }

    void rejected(net::Service, const QByteArray &refused) override
    {
        rejections.append(refused);
        if (!stubborn && refused == current())
            ++number;
    }

    // Lets the fetches go that were held back.
    void release()
    {
        hold = false;
        const QList<Completion<QByteArray>> waiting = std::exchange(held, {});
        for (const Completion<QByteArray> &one : waiting)
            one.finish(outcome());
    }

    [[nodiscard]] QByteArray current() const { return "t" + QByteArray::number(number); }

    [[nodiscard]] Result<QByteArray> outcome() const
    {
        if (broken)
            return failure(*broken);
        return current();
    }

    int number = 1;
    int fetches = 0;
    bool stubborn = false; // gives out the same token after a rejection
    bool hold = false;
    std::optional<Error> broken;
    QList<QByteArray> rejections;
    QList<Completion<QByteArray>> held;
};

} // namespace symbolon::test

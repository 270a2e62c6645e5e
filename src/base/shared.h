// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSharedData>

#include <utility>

namespace symbolon {

// A value that never changes and that all copies share: for what hundreds of thousands of rows have in common. Made
// without a value it is T().
template<typename T>
class Shared final
{
public:
    Shared() = default;
    Shared(T value) // NOLINT(google-explicit-constructor): reads like the value
        : m_value(new Held(std::move(value)))
    {
    }

    const T &operator*() const { return m_value ? m_value->value : none(); }
    const T *operator->() const { return &**this; }

    friend bool operator==(const Shared &a, const Shared &b) { return a.m_value == b.m_value || *a == *b; }

private:
    static const T &none()
    {
        static const T value{};
        return value;
    }

    struct Held : QSharedData // std::shared_ptr would take the room of two
    {
        explicit Held(T held)
            : value(std::move(held))
        {
        }
        const T value;
    };

    QExplicitlySharedDataPointer<const Held> m_value;
};

} // namespace symbolon

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
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
        : m_value(std::make_shared<const T>(std::move(value)))
    {
    }

    const T &operator*() const { return m_value ? *m_value : none(); }
    const T *operator->() const { return &**this; }

    friend bool operator==(const Shared &a, const Shared &b) { return a.m_value == b.m_value || *a == *b; }

private:
    static const T &none()
    {
        static const T value{};
        return value;
    }

    std::shared_ptr<const T> m_value;
};

} // namespace symbolon

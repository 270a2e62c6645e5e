// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSharedData>

#include <optional>
#include <utility>

namespace symbolon {

// A value that is mostly not there: reads like a std::optional, but takes the room of a pointer, and copies share it. For
// members of values that there are hundreds of thousands of.
template<typename T>
class Rare final
{
public:
    Rare() = default;
    Rare(std::nullopt_t) {} // NOLINT(google-explicit-constructor): as std::optional
    Rare(T value)           // NOLINT(google-explicit-constructor): as std::optional
        : m_value(new Held(std::move(value)))
    {
    }
    Rare(const std::optional<T> &value) // NOLINT(google-explicit-constructor): from what a function returned
        : m_value(value ? new Held(*value) : nullptr)
    {
    }
    operator std::optional<T>() const // NOLINT(google-explicit-constructor)
    {
        return m_value ? std::optional<T>(m_value->value) : std::nullopt;
    }

    [[nodiscard]] bool has_value() const { return m_value.data() != nullptr; }
    explicit operator bool() const { return has_value(); }
    const T &operator*() const { return m_value->value; }
    const T *operator->() const { return &m_value->value; }
    T *operator->()
    {
        m_value.detach();
        return &m_value->value;
    }
    [[nodiscard]] T value_or(T other) const { return m_value ? m_value->value : std::move(other); }

    T &emplace()
    {
        m_value = new Held(T());
        return m_value->value;
    }
    void reset() { m_value.reset(); }

    friend bool operator==(const Rare &a, const Rare &b)
    {
        return a.m_value == b.m_value || (a.m_value && b.m_value && a.m_value->value == b.m_value->value);
    }

private:
    struct Held : QSharedData // std::shared_ptr would take the room of two
    {
        explicit Held(T held)
            : value(std::move(held))
        {
        }
        T value;
    };

    QExplicitlySharedDataPointer<Held> m_value;
};

} // namespace symbolon

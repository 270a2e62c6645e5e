// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
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
        : m_value(std::make_shared<T>(std::move(value)))
    {
    }
    Rare(const std::optional<T> &value) // NOLINT(google-explicit-constructor): from what a function returned
        : m_value(value ? std::make_shared<T>(*value) : nullptr)
    {
    }
    operator std::optional<T>() const // NOLINT(google-explicit-constructor)
    {
        return m_value ? std::optional<T>(*m_value) : std::nullopt;
    }

    [[nodiscard]] bool has_value() const { return m_value != nullptr; }
    explicit operator bool() const { return has_value(); }
    const T &operator*() const { return *m_value; }
    const T *operator->() const { return m_value.get(); }
    T *operator->()
    {
        if (m_value.use_count() > 1)
            m_value = std::make_shared<T>(*m_value);
        return m_value.get();
    }
    [[nodiscard]] T value_or(T other) const { return m_value ? *m_value : std::move(other); }

    T &emplace() { return *(m_value = std::make_shared<T>()); }
    void reset() { m_value.reset(); }

    friend bool operator==(const Rare &a, const Rare &b)
    {
        return a.m_value == b.m_value || (a.m_value && b.m_value && *a.m_value == *b.m_value);
    }

private:
    std::shared_ptr<T> m_value;
};

} // namespace symbolon

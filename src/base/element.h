// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

#include <utility>

namespace symbolon {

// One element of a list, held together with the list, which copies share: so that a row can show what another one holds
// without a copy of its own. Made without a list it is T().
template<typename T>
class Element final
{
public:
    Element() = default;
    Element(T value) // NOLINT(google-explicit-constructor): reads like the value
        : m_list({std::move(value)})
    {
    }
    Element(QList<T> list, qsizetype place)
        : m_list(std::move(list))
        , m_place(place)
    {
    }

    const T &operator*() const { return m_place < m_list.size() ? m_list.at(m_place) : none(); }
    const T *operator->() const { return &**this; }

    friend bool operator==(const Element &a, const Element &b) { return &*a == &*b || *a == *b; }

private:
    static const T &none()
    {
        static const T value{};
        return value;
    }

    QList<T> m_list;
    qsizetype m_place = 0;
};

} // namespace symbolon

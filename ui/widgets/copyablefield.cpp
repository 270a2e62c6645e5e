// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/copyablefield.h"

#include "base/shown.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>

#include <utility>

namespace symbolon::ui {

CopyableField::CopyableField(const Appearance &appearance, ClipboardWriter clipboard, const QString &label,
                             QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_label(new PlainLabel(appearance, TextStyle::Secondary, Ink::Text3, this))
    , m_value(new PlainLabel(appearance, TextStyle::Mono, Ink::Text, this))
    , m_copy(new CopyButton(appearance, std::move(clipboard), label, this))
{
    m_label->setValue(label);
    m_value->setElide(Qt::ElideMiddle);
    auto *const row = new QHBoxLayout(this);
    // Narrow, so that the copy sign ends near the edge of the pane.
    m_copy->setFixedWidth(appearance.theme().px(metrics::space1 * 5));
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_label);
    row->addSpacing(appearance.theme().px(metrics::space2));
    row->addWidget(m_value, 1);
    row->addWidget(m_copy);
    setAccessibleName(label);
}

void CopyableField::setLabel(const QString &label)
{
    m_label->setValue(label);
    setAccessibleName(label);
}

void CopyableField::setValue(const QString &value)
{
    m_value->setValue(value);
    m_copy->setValue(value);
    setAccessibleDescription(shown(value));
}

QString CopyableField::value() const
{
    return m_value->value();
}

void CopyableField::setLabelWidth(int width)
{
    m_label->setFixedWidth(m_appearance.theme().px(width));
}

void CopyableField::setValueStyle(TextStyle style)
{
    m_value->setTextStyle(style);
}

} // namespace symbolon::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/copybutton.h"

#include "ui/theme/controls.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/plaintooltip.h"

#include <chrono>
#include <utility>

namespace symbolon::ui {

CopyButton::CopyButton(const Appearance &appearance, ClipboardWriter clipboard, const QString &what, QWidget *parent)
    : QToolButton(parent)
    , m_appearance(appearance)
    , m_clipboard(std::move(clipboard))
    , m_name(tr("Copy %1").arg(what))
{
    setSmall(this);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(m_name);
    setEnabled(false);
    rest();
    m_rest.setSingleShot(true);
    m_rest.setInterval(std::chrono::milliseconds(1500));
    connect(&m_rest, &QTimer::timeout, this, &CopyButton::rest);
    connect(this, &QToolButton::clicked, this, &CopyButton::copy);
}

void CopyButton::setValue(const QString &value)
{
    m_value = value;
    setEnabled(!value.isEmpty());
    rest();
}

void CopyButton::copy()
{
    m_clipboard(m_value);
    setIcon(m_appearance.icon(Glyph::Check, Ink::Pass));
    setToolTip(plainToolTip(tr("Copied")));
    announce(this, tr("Copied"));
    m_rest.start();
    Q_EMIT copied(m_value);
}

void CopyButton::rest()
{
    m_rest.stop();
    setIcon(m_appearance.icon(Glyph::Copy, Ink::Text3));
    setToolTip(plainToolTip(m_value.isEmpty() ? tr("Nothing to copy") : m_name));
    setAccessibleDescription(QString());
}

} // namespace symbolon::ui

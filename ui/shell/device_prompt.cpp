// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/device_prompt.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace symbolon::ui {

DevicePromptPanel::DevicePromptPanel(const Appearance &appearance, const ClipboardWriter &clipboard, QWidget *parent)
    : QWidget(parent)
    , m_code(new PlainLabel(appearance, TextStyle::Figure, Ink::Text, this))
    , m_copy(new CopyButton(appearance, clipboard, tr("code"), this))
    , m_address(new PlainLabel(appearance, TextStyle::Mono, Ink::Text, this))
    , m_copyAddress(new CopyButton(appearance, clipboard, tr("address"), this))
    , m_end(new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this))
{
    const Theme &theme = appearance.theme();
    m_code->setObjectName(QStringLiteral("userCode"));
    m_code->setSelectable(true);
    m_code->setAccessibleName(tr("Code"));
    m_address->setSelectable(true);
    m_address->setAccessibleName(tr("Address"));
    auto *open = new Button(appearance, tr("Open the page"), ButtonRole::Primary, Glyph::ExternalLink, this);
    open->setObjectName(QStringLiteral("openDevicePage"));
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT openAsked(m_url); });

    auto *panel = new Panel(appearance, this);
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(theme.px(metrics::panelPadding), theme.px(metrics::space3),
                              theme.px(metrics::panelPadding), theme.px(metrics::space3));
    inner->setSpacing(theme.px(metrics::space1));
    const auto row = [&](PlainLabel *label, CopyButton *copy) {
        auto *line = new QHBoxLayout;
        line->setSpacing(theme.px(metrics::space2));
        line->addStretch(1);
        line->addWidget(label);
        line->addWidget(copy);
        line->addStretch(1);
        inner->addLayout(line);
    };
    row(m_code, m_copy);
    row(m_address, m_copyAddress);
    m_end->setAlignment(Qt::AlignHCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(metrics::space3));
    layout->addWidget(panel);
    layout->addWidget(m_end);
    layout->addWidget(open, 0, Qt::AlignHCenter);
}

void DevicePromptPanel::setPrompt(const auth::DevicePrompt &prompt)
{
    if (m_url == prompt.address && m_code->value() == prompt.userCode)
        return;
    m_url = prompt.address;
    m_code->setValue(prompt.userCode);
    m_copy->setValue(prompt.userCode);
    m_address->setValue(prompt.address.toString(QUrl::FullyEncoded));
    m_copyAddress->setValue(prompt.address.toString(QUrl::FullyEncoded));
    m_end->setValue(tr("The code serves until %1. This page follows by itself.")
                        .arg(QLocale().toString(prompt.expiresAt.toLocalTime().time(), QLocale::ShortFormat)));
    announce(this, tr("Open %1 and type the code %2.").arg(m_address->text(), m_code->text()));
}

} // namespace symbolon::ui

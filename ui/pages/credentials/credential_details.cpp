// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/credentials/credential_details.h"

#include "base/shown.h"
#include "ui/models/identity_text.h"
#include "ui/models/platform_glyph.h"
#include "ui/pages/common/credential_panel.h"
#include "ui/pages/common/verdict_list.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/tile.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {
constexpr int tileSide = 34;
} // namespace

CredentialDetails::CredentialDetails(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_nothing(new StatePane(context.appearance, context.clipboard, this))
    , m_content(new Plane(context.appearance, Plane::Tone::Surface, {}, this))
{
    setObjectName(QStringLiteral("credentialDetails"));
    auto *stack = new QStackedLayout(this);
    stack->addWidget(m_nothing);
    stack->addWidget(m_content);
    m_nothing->setState(StatePane::State::Empty, tr("No credential is chosen."), tr("Choose one in the list."));
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    auto *space = new Plane(context.appearance, Plane::Tone::Sunken, Qt::TopEdge | Qt::BottomEdge, m_content);
    auto *spaceLayout = new QVBoxLayout(space);
    spaceLayout->setContentsMargins(0, 0, 0, 0);
    m_panel = new CredentialPanel(context, space);
    m_panel->setNameVisible(false);
    spaceLayout->addWidget(m_panel);
    layout->addWidget(space);
    m_risks = new VerdictList(context, m_content);
    layout->addWidget(m_risks, 1);
    connect(m_identity, &QPushButton::clicked, this, [this] { Q_EMIT identityAsked(m_key); });
    connect(m_panel, &CredentialPanel::editAsked, this, [this] { Q_EMIT editAsked(m_key); });
    connect(m_panel, &CredentialPanel::handoffAsked, this, [this] { Q_EMIT handoffAsked(m_key); });
    connect(m_panel, &CredentialPanel::flowAsked, this, [this] { Q_EMIT flowAsked(m_key); });
    connect(m_panel, &CredentialPanel::deleteAsked, this, [this] { Q_EMIT deleteAsked(m_key); });
}

QWidget *CredentialDetails::buildHead()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new QWidget(m_content);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(14), theme.px(metrics::space4),
                               theme.px(metrics::space3));
    layout->setSpacing(theme.px(10));
    m_tile = new Tile(appearance, Glyph::OtherOidc, Ink::Accent, tileSide, head);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    m_name = new PlainLabel(appearance, TextStyle::Section, Ink::Text, head);
    m_name->setElide(Qt::ElideMiddle);
    auto *second = new QHBoxLayout;
    second->setSpacing(theme.px(metrics::space1));
    m_platform = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, head);
    m_platform->setElide(Qt::ElideRight);
    second->addWidget(m_platform, 1);
    names->addWidget(m_name);
    names->addLayout(second);
    m_identity = new Button(appearance, tr("Show identity"), ButtonRole::Secondary, Glyph::ArrowRight, head);
    setSmall(m_identity);
    layout->addWidget(m_tile);
    layout->addLayout(names, 1);
    layout->addWidget(m_identity);
    return head;
}

void CredentialDetails::setCredential(const workspace::CredentialRow *row)
{
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(row ? m_content : m_nothing);
    if (row == nullptr)
        return;
    m_key = row->key();
    m_tile->setGlyph(glyphOf(*row->platform), Ink::Accent);
    m_name->setValue(row->credential->name);
    m_platform->setValue(tr("%1, trusted by %2").arg(row->platform->name, row->identityName()));
    m_identity->setAccessibleName(tr("Show identity %1").arg(shown(row->identityName())));
    m_panel->setCredential(row);
    QList<risk::Verdict> about;
    if (const workspace::IdentityRow *identity = m_context.workspace.identity(row->identity())) {
        const QList<risk::Verdict> all = m_context.workspace.judge(identity->identity);
        for (const risk::Verdict &verdict : all) {
            if (verdict.credentialName == row->credential->name)
                about.append(verdict);
        }
    }
    m_risks->setVerdicts(about);
}

} // namespace symbolon::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/credentials_tab.h"

#include "ui/models/credential_tree_model.h"
#include "ui/models/identity_text.h"
#include "ui/pages/common/credential_panel.h"
#include "ui/pages/common/tree_view.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/statepane.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {

constexpr int rowHeight = 42;
constexpr int headingHeight = 28;

std::optional<risk::Severity> worstAbout(const QList<risk::Verdict> &verdicts, const QString &credentialName)
{
    std::optional<risk::Severity> worst;
    for (const risk::Verdict &verdict : verdicts) {
        if (verdict.outcome == risk::Outcome::Finding && verdict.credentialName == credentialName
            && (!worst || *worst < verdict.severity)) {
            worst = verdict.severity;
        }
    }
    return worst;
}

} // namespace

CredentialsTab::CredentialsTab(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new CredentialTreeModel(this))
    , m_list(new TreeView(context.appearance, context.clipboard, tr("Credentials of the identity"), this))
    , m_empty(new StatePane(context.appearance, context.clipboard, this))
    , m_panelSpace(new Plane(context.appearance, Plane::Tone::Sunken, Qt::TopEdge, this))
    , m_panel(new CredentialPanel(context, m_panelSpace))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    m_list->setObjectName(QStringLiteral("identityCredentials"));
    m_list->setHeaderHidden(true);
    m_list->setGroupedModel(m_model);
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    auto *panelLayout = new QVBoxLayout(m_panelSpace);
    panelLayout->setContentsMargins(0, 0, 0, 0);
    panelLayout->addWidget(m_panel);
    layout->addWidget(m_panelSpace);
    setCompactRows(false);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CredentialsTab::followSelection);
    connect(m_list, &QAbstractItemView::activated, this, [this] {
        if (!m_selected.isEmpty())
            Q_EMIT editAsked({m_identity, m_selected});
    });
    connect(m_panel, &CredentialPanel::editAsked, this, [this] { Q_EMIT editAsked({m_identity, m_selected}); });
    connect(m_panel, &CredentialPanel::handoffAsked, this, [this] { Q_EMIT handoffAsked({m_identity, m_selected}); });
    connect(m_panel, &CredentialPanel::flowAsked, this, [this] { Q_EMIT flowAsked({m_identity, m_selected}); });
    connect(m_panel, &CredentialPanel::deleteAsked, this, [this] { Q_EMIT deleteAsked({m_identity, m_selected}); });
    connect(m_empty, &StatePane::actionTriggered, this, [this] {
        if (m_empty->state() == StatePane::State::Filtered)
            m_filter->clear();
        else
            Q_EMIT addAsked();
    });
}

QWidget *CredentialsTab::buildHead()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new Plane(appearance, Plane::Tone::Surface, Qt::BottomEdge, this);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space3), theme.px(metrics::space4),
                               theme.px(metrics::space2));
    layout->setSpacing(theme.px(metrics::space2));
    auto *use = new QHBoxLayout;
    m_use = new SeverityBadge(appearance, Level::None, head);
    m_useWords = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, head);
    use->addWidget(m_use);
    use->addWidget(m_useWords);
    use->addStretch(1);
    layout->addLayout(use);
    m_meter = new Meter(appearance, head);
    m_meter->setFiguresVisible(false);
    layout->addWidget(m_meter);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(theme.px(metrics::space2));
    m_filter = new SearchField(appearance, tr("Filter credentials"), Glyph::Search, head);
    setSmall(m_filter);
    m_add = new Button(appearance, tr("Add"), ButtonRole::Secondary, Glyph::Add, head);
    m_add->setAccessibleName(tr("Add a credential"));
    m_add->setObjectName(QStringLiteral("addCredential"));
    setSmall(m_add);
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_add);
    layout->addLayout(tools);
    connect(m_add, &QPushButton::clicked, this, &CredentialsTab::addAsked);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        showSelected();
    });
    return head;
}

void CredentialsTab::setCompactRows(bool compact)
{
    m_list->setRowHeights(headingHeight, compact ? metrics::rowTwoLineCompact : rowHeight);
}

void CredentialsTab::setIdentity(const workspace::IdentityRow &row)
{
    const bool same = row.key() == m_identity;
    m_identity = row.key();
    if (!same) {
        m_selected.clear();
        const QSignalBlocker blocker(m_filter);
        m_filter->clear();
        m_model->setFilter({});
    }
    QList<CredentialEntry> entries;
    for (const trust::FederatedCredential &credential : row.identity.credentials) {
        entries.append(CredentialEntry{credential, *m_context.workspace.catalogue().platformOf(credential),
                                       worstAbout(row.verdicts, credential.name)});
    }
    m_model->setEntries(entries);
    showUse(row);
    showSelected();
}

void CredentialsTab::showUse(const workspace::IdentityRow &row)
{
    const int used = static_cast<int>(row.identity.credentials.size());
    constexpr int most = trust::limits::credentialsPerIdentity;
    const bool close = used >= closeToLimit;
    const QString words = tr("%1 of %2 used").arg(used).arg(most);
    m_use->setVisible(close);
    m_useWords->setVisible(!close);
    m_use->setLevel(Level::Medium, words);
    m_useWords->setValue(words);
    m_meter->setUse(used, most, closeToLimit);
    m_add->setBlocked(used >= most ? tr("All %1 credentials are used. Delete one, or split the identity.").arg(most)
                                   : QString());
    const bool known = row.identity.credentialsPart.isKnown();
    m_empty->setState(StatePane::State::Empty,
                      known ? tr("No workload signs in to this identity without a secret yet.")
                            : tr("The credentials of this identity are not known."),
                      known ? QString() : missingParts(row.identity), known ? tr("Add a credential") : QString());
}

void CredentialsTab::select(const QString &credentialName)
{
    m_selected = credentialName;
    showSelected();
    Q_EMIT selectedChanged();
}

// Brings list and panel in line with the chosen credential; without one, or when it is gone, the first is chosen.
void CredentialsTab::showSelected()
{
    QModelIndex index = m_model->find(m_selected);
    if (!index.isValid() && m_model->rowCount() > 0)
        index = m_model->index(0, 0, m_model->index(0, 0));
    if (m_list->currentIndex() != index)
        m_list->setCurrentIndex(index);
    followSelection();
    const bool any = m_model->rowCount() > 0;
    if (!any && !m_model->entries().isEmpty()) {
        m_empty->setState(StatePane::State::Filtered, tr("No credential matches."), {}, tr("Clear filter"));
    }
    m_list->setVisible(any);
    m_empty->setVisible(!any);
}

void CredentialsTab::followSelection()
{
    const CredentialEntry *entry = m_model->entryAt(m_list->currentIndex());
    const QString before = m_selected;
    if (entry != nullptr)
        m_selected = entry->credential.name;
    else if (m_model->rowCount() == 0)
        m_selected.clear();
    m_panel->setCredential(m_selected.isEmpty() ? nullptr : m_context.workspace.credential({m_identity, m_selected}));
    m_panelSpace->setVisible(!m_panel->isHidden());
    if (before != m_selected)
        Q_EMIT selectedChanged();
}

} // namespace symbolon::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/cluster_field.h"

#include "base/shown.h"
#include "ui/editor/form_field.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"
#include "workspace/offers.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int searchFrom = 12; // entries; fewer are found by looking

} // namespace

ClusterField::ClusterField(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_list(new QComboBox(this))
    , m_words(new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, this))
{
    const Theme &theme = context.appearance.theme();
    m_list->setObjectName(QStringLiteral("cluster"));
    m_list->setAccessibleName(tr("Cluster"));
    m_list->setPlaceholderText(tr("Choose a cluster, or type its issuer"));
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(8);
    m_list->setFocusPolicy(Qt::StrongFocus);
    m_list->setEnabled(false);
    m_list->installEventFilter(this);
    m_words->setWordWrap(true);
    auto *label = new PlainLabel(context.appearance, TextStyle::Body, Ink::Text2, this);
    label->setValue(tr("Cluster"));
    label->setElide(Qt::ElideRight);
    // As in a form's field: an eliding label ignores its own width otherwise.
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    label->setFixedSize(theme.px(formLabelWidth), theme.px(metrics::control));
    label->setBuddy(m_list);
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::space1);
    column->addWidget(m_list);
    column->addWidget(m_words);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space4);
    row->addWidget(label, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    connect(m_list, &QComboBox::activated, this, [this](int index) {
        if (index < 0 || index >= m_clusters.size())
            return;
        m_issuer = m_clusters.at(index).issuer;
        showWords();
        Q_EMIT chosen(m_issuer);
    });
    showWords();
}

ClusterField::~ClusterField()
{
    m_stop.request_stop();
}

void ClusterField::follow(const QString &issuer)
{
    m_issuer = issuer;
    const int now = m_list->currentIndex();
    if (now >= 0 && now < m_clusters.size() && m_clusters.at(now).issuer == issuer)
        return; // several without an issuer look alike
    int index = -1;
    for (int i = 0; index < 0 && i < m_clusters.size(); ++i) {
        if (!issuer.isEmpty() && m_clusters.at(i).issuer == issuer)
            index = i;
    }
    m_list->setCurrentIndex(index);
    showWords();
}

void ClusterField::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_asked)
        read();
}

// A wheel that scrolls the form must not choose anything on its way.
bool ClusterField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::Wheel && !m_list->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ClusterField::read()
{
    m_asked = true;
    m_state = tr("Reading AKS clusters…");
    showWords();
    whenDone(m_context.workspace.offers().clusters(m_stop.get_token()), this,
             [this](const Result<QList<cloud::Cluster>> &clusters) { take(clusters); });
}

void ClusterField::take(const Result<QList<cloud::Cluster>> &clusters)
{
    m_state.clear();
    if (!clusters) {
        m_state = tr("AKS clusters cannot be read: %1").arg(oneLine(clusters.error()));
    } else if (clusters->isEmpty()) {
        m_state = tr("No AKS cluster is visible to this account. Type the issuer.");
    } else {
        m_clusters = *clusters;
    }
    for (const cloud::Cluster &one : std::as_const(m_clusters)) {
        m_list->addItem(tr("%1 – %2, %3").arg(shown(one.name), shown(one.location), shown(one.resourceGroup)));
    }
    if (m_clusters.size() >= searchFrom) {
        m_list->setEditable(true);
        m_list->setInsertPolicy(QComboBox::NoInsert);
        m_list->lineEdit()->setPlaceholderText(m_list->placeholderText());
        m_list->completer()->setCompletionMode(QCompleter::PopupCompletion);
        m_list->completer()->setFilterMode(Qt::MatchContains);
        m_list->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    }
    m_list->setCurrentIndex(-1);
    m_list->setEnabled(!m_clusters.isEmpty());
    follow(m_issuer);
}

void ClusterField::showWords()
{
    const int index = m_list->currentIndex();
    QString words = m_state;
    bool ready = true;
    if (index >= 0 && index < m_clusters.size()) {
        const cloud::Cluster &cluster = m_clusters.at(index);
        ready = cluster.issuesTokens && cluster.hasWorkloadIdentity;
        words = cluster.issuesTokens ? tr("OIDC issuer is on.") : tr("OIDC issuer is off.");
        words += u' '
            + (cluster.hasWorkloadIdentity ? tr("Workload identity is on.") : tr("Workload identity is off."));
        if (!ready) {
            words += u' '
                + tr("Pods cannot sign in until both are on: "
                     "az aks update --enable-oidc-issuer --enable-workload-identity");
        }
    }
    m_words->setInk(ready ? Ink::Text2 : Ink::Medium);
    m_words->setValue(words);
    m_words->setVisible(!words.isEmpty());
    m_list->setAccessibleDescription(words);
}

} // namespace symbolon::ui

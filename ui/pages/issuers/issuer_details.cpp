// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/issuers/issuer_details.h"

#include "store/filter.h"
#include "ui/models/credential_model.h"
#include "ui/models/identity_text.h"
#include "ui/models/platform_glyph.h"
#include "ui/models/severity_level.h"
#include "ui/pages/common/column_fit.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/tile.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {
constexpr int tileSide = 34;
constexpr int labelWidth = 60;
constexpr int figureWidth = 92;

// Who can get a token from it.
QString kindWords(presets::IssuerKind kind)
{
    switch (kind) {
    case presets::IssuerKind::Shared:
        return IssuerDetails::tr("Signs for all its customers: the subject alone separates them");
    case presets::IssuerKind::Dedicated:
        return IssuerDetails::tr("One customer's own issuer at a provider");
    case presets::IssuerKind::Cluster:
        return IssuerDetails::tr("One Kubernetes cluster");
    case presets::IssuerKind::SelfHosted:
        return IssuerDetails::tr("Run by its owner");
    case presets::IssuerKind::PlatformManaged:
        return IssuerDetails::tr("Kept by the platform itself");
    case presets::IssuerKind::Entra:
        return IssuerDetails::tr("Microsoft Entra itself");
    case presets::IssuerKind::Unknown:
        break;
    }
    return IssuerDetails::tr("Not known who else it signs for");
}
} // namespace

IssuerDetails::IssuerDetails(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_nothing(new StatePane(context.appearance, context.clipboard, this))
    , m_content(new Plane(context.appearance, Plane::Tone::Surface, {}, this))
    , m_model(new CredentialModel(context.worker, this))
{
    setObjectName(QStringLiteral("issuerDetails"));
    auto *stack = new QStackedLayout(this);
    stack->addWidget(m_nothing);
    stack->addWidget(m_content);
    m_nothing->setState(StatePane::State::Empty, tr("No issuer is chosen."), tr("Choose one in the list."));
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(buildReach());
    layout->addWidget(buildList(), 1);
}

QWidget *IssuerDetails::buildHead()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new QWidget(m_content);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(14), theme.px(metrics::space4),
                               theme.px(metrics::space3));
    layout->setSpacing(theme.px(metrics::space2));
    auto *first = new QHBoxLayout;
    first->setSpacing(theme.px(10));
    m_tile = new Tile(appearance, Glyph::OtherOidc, Ink::Accent, tileSide, head);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    m_name = new PlainLabel(appearance, TextStyle::Section, Ink::Text, head);
    m_name->setElide(Qt::ElideRight);
    m_kind = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, head);
    m_kind->setElide(Qt::ElideRight);
    names->addWidget(m_name);
    names->addWidget(m_kind);
    first->addWidget(m_tile);
    first->addLayout(names, 1);
    layout->addLayout(first);
    m_address = new CopyableField(appearance, m_context.clipboard, tr("Issuer"), head);
    m_address->setLabelWidth(labelWidth);
    layout->addWidget(m_address);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(metrics::space2));
    auto *replace = new Button(appearance, tr("Replace it…"), ButtonRole::Secondary, Glyph::Refresh, head);
    replace->setObjectName(QStringLiteral("replaceIssuer"));
    auto *cutOff = new Button(appearance, tr("Cut it off…"), ButtonRole::Destructive, Glyph::Cross, head);
    cutOff->setObjectName(QStringLiteral("cutOffIssuer"));
    for (Button *button : {replace, cutOff})
        setSmall(button);
    buttons->addWidget(replace);
    buttons->addStretch(1);
    buttons->addWidget(cutOff);
    layout->addLayout(buttons);
    connect(replace, &QPushButton::clicked, this, [this] { Q_EMIT replaceAsked(m_issuer); });
    connect(cutOff, &QPushButton::clicked, this, [this] { Q_EMIT cutOffAsked(m_issuer); });
    return head;
}

QWidget *IssuerDetails::buildReach()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *reach = new Plane(appearance, Plane::Tone::Sunken, Qt::TopEdge | Qt::BottomEdge, m_content);
    auto *layout = new QVBoxLayout(reach);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space3), theme.px(metrics::space4),
                               theme.px(metrics::space3));
    layout->setSpacing(theme.px(metrics::space2));
    auto *title = new PlainLabel(appearance, TextStyle::BodySemibold, Ink::Text, reach);
    title->setValue(tr("Who controls this issuer can reach"));
    layout->addWidget(title);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(theme.px(metrics::space4));
    m_identities = addFigure(figures, tr("identities"));
    m_credentials = addFigure(figures, tr("credentials"));
    auto *most = new QVBoxLayout;
    most->setSpacing(0);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme.px(metrics::space1));
    m_level = new SeverityBadge(appearance, Level::None, reach);
    m_level->setWordVisible(false);
    m_highest = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, reach);
    m_highest->setElide(Qt::ElideRight);
    line->addWidget(m_level);
    line->addWidget(m_highest, 1);
    m_highestOf = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, reach);
    m_highestOf->setElide(Qt::ElideRight);
    most->addStretch(1);
    most->addLayout(line);
    most->addWidget(m_highestOf);
    figures->addLayout(most, 1);
    layout->addLayout(figures);
    return reach;
}

PlainLabel *IssuerDetails::addFigure(QBoxLayout *layout, const QString &label)
{
    const Appearance &appearance = m_context.appearance;
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    auto *figure = new PlainLabel(appearance, TextStyle::PageTitle, Ink::Text, m_content);
    auto *words = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, m_content);
    words->setValue(label);
    words->setMinimumWidth(appearance.theme().px(figureWidth) - appearance.theme().px(metrics::space4));
    column->addWidget(figure);
    column->addWidget(words);
    layout->addLayout(column);
    return figure;
}

QWidget *IssuerDetails::buildList()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *list = new QWidget(m_content);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space2), theme.px(metrics::space4),
                             theme.px(metrics::space2));
    auto *title = new PlainLabel(appearance, TextStyle::BodySemibold, Ink::Text, list);
    title->setValue(tr("Credentials that trust it"));
    auto *all = new Button(appearance, tr("Show in Credentials"), ButtonRole::Secondary, Glyph::ArrowRight, list);
    all->setObjectName(QStringLiteral("showCredentials"));
    setSmall(all);
    head->addWidget(title, 1);
    head->addWidget(all);
    layout->addLayout(head);
    m_table = new TableView(appearance, m_context.clipboard, tr("Credentials of the issuer"), list);
    m_table->setObjectName(QStringLiteral("issuerCredentials"));
    m_table->setModel(m_model);
    m_table->header()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->setSortingEnabled(true);
    const ColumnWish absent{.absent = true};
    new ColumnFit(m_table->header(),
                  {absent,
                   {theme.px(130), 2, false},
                   absent,
                   absent,
                   {theme.px(130), 4, false},
                   absent,
                   {theme.px(88), 0, false},
                   absent,
                   absent}); // the header's child
    layout->addWidget(m_table, 1);
    connect(all, &QPushButton::clicked, this, [this] {
        const store::FilterTerm term{
            QStringLiteral("issuer"), {QLatin1Char('=') + m_issuer.toCaseFolded()}, false, 0, 0};
        Q_EMIT credentialsAsked(store::termText(term));
    });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const workspace::CredentialRow *row = m_model->rowAt(index))
            Q_EMIT identityAsked(row->key());
    });
    return list;
}

bool IssuerDetails::isSettled() const
{
    return m_model->isSettled();
}

void IssuerDetails::setCredentials(const store::Table<workspace::CredentialRow> &credentials)
{
    m_model->setSource(credentials);
}

void IssuerDetails::setCompactRows(bool compact)
{
    m_table->setRowHeight(compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine);
}

void IssuerDetails::setIssuer(const workspace::IssuerRow *row)
{
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(row ? m_content : m_nothing);
    if (row == nullptr)
        return;
    m_issuer = row->issuer;
    m_tile->setGlyph(glyphOf(*row->platform), Ink::Accent);
    m_name->setValue(row->platform->name);
    m_kind->setValue(kindWords(row->platform->kind));
    m_address->setValue(row->issuer);
    m_identities->setValue(QString::number(row->identities));
    m_credentials->setValue(QString::number(row->credentials));
    const bool grave = row->highestWeight && *row->highestWeight >= risk::Severity::High;
    m_level->setVisible(grave);
    if (grave)
        m_level->setLevel(levelOf(*row->highestWeight), {});
    if (row->highest) {
        m_highest->setValue(tr("%1 %2").arg(row->highest->name, whereLine(*row->highest)));
        m_highestOf->setValue(tr("through %1").arg(row->highestOfName));
    } else {
        m_highest->setValue(row->isReachKnown ? tr("No privilege") : tr("Privileges not known"));
        m_highestOf->setValue({});
    }
    m_model->setFilter({{}, row->issuer, {}});
}

} // namespace symbolon::ui

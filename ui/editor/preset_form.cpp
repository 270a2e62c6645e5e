// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/preset_form.h"

#include "ui/editor/cluster_field.h"
#include "ui/editor/expression_field.h"
#include "ui/editor/form_field.h"
#include "ui/editor/repository_field.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/tile.h"
#include "workspace/repository_form.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr int warnFrom = 16; // rule WIF-HYG-005

const QString scenarioKey = QStringLiteral("scenario:");
const QString aksClusters = QStringLiteral("aks-clusters"); // PresetField::offers

} // namespace

PresetForm::PresetForm(const Context &context, CredentialForm &form, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_form(form)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    rebuild();
}

void PresetForm::rebuild()
{
    // Hidden first: the old fields may still be delivering the event that brought us here.
    if (m_contents) {
        m_contents->hide();
        m_column->removeWidget(m_contents);
        m_contents->deleteLater();
    }
    m_fields.clear();
    m_cluster = nullptr;
    m_repository = nullptr;
    m_contents = new QWidget(this);
    m_fieldsColumn = new QVBoxLayout(m_contents);
    m_fieldsColumn->setContentsMargins(0, 0, 0, 0);
    m_fieldsColumn->setSpacing(metrics::space3);
    m_general = new PlainLabel(m_context.appearance, TextStyle::BodyMedium, Ink::Critical, m_contents);
    m_general->setWordWrap(true);
    m_fieldsColumn->addWidget(m_general);
    addScenarios();
    addNotice();
    addPresetFields();
    if (!m_form.preset().repositoryApi.isEmpty())
        addRepository();
    addExchange();
    addCredential();
    addIdentity();
    addPitfalls();
    m_fieldsColumn->addStretch();
    m_column->insertWidget(0, m_contents);
    refresh();
}

void PresetForm::refresh()
{
    QHash<QString, QList<PlacedRemark>> remarks;
    for (const PlacedRemark &remark : m_form.remarks())
        remarks[remark.place].append(remark);
    for (const presets::PresetField &field : m_form.preset().fields) {
        if (FormField *shown = m_fields.value(field.key)) {
            shown->setVisible(m_form.isShown(field));
            shown->setValue(m_form.value(field));
            if (ExpressionField *expression = shown->expression())
                expression->setIssuer(m_form.credential().issuer);
        }
    }
    if (m_cluster)
        m_cluster->follow(m_form.preview().issuer);
    if (m_repository) {
        const QMap<QString, QString> values = m_form.values();
        const QMap<QString, QString> &typed = m_form.draft().values;
        m_repository->follow(workspace::repositoryApi(m_form.preset(), values), typed.value(QStringLiteral("owner")),
                             typed.value(QStringLiteral("repo")));
    }
    const auto set = [this](const QString &key, const QString &value) {
        if (FormField *field = m_fields.value(key))
            field->setValue(value);
    };
    const trust::FederatedCredential &credential = m_form.preview();
    set(QStringLiteral("exchange:issuer"), credential.issuer);
    set(QStringLiteral("exchange:subject"), credential.matchText());
    set(QStringLiteral("exchange:audience"), credential.audiences.value(0));
    set(places::name.toString(), credential.name);
    set(places::description.toString(), m_form.draft().description);
    for (FormField *field : std::as_const(m_fields)) {
        const QString place = field->key().section(u':', -1);
        // Shown where it was typed; derived values show it only when no field of that name is typed.
        const bool derived = field->key().startsWith(u"exchange:") && m_fields.contains(place);
        field->setRemarks(derived ? QList<PlacedRemark>() : remarks.value(place));
    }
    const QList<PlacedRemark> general = remarks.value(places::general.toString());
    m_general->setVisible(!general.isEmpty());
    m_general->setValue(general.isEmpty() ? QString() : general.constFirst().text);
}

void PresetForm::settleAll()
{
    for (FormField *field : std::as_const(m_fields))
        field->settle();
    for (const PlacedRemark &remark : m_form.remarks()) {
        FormField *field = m_fields.value(remark.place);
        if (remark.level == trust::RemarkLevel::Error && field && field->isVisible()) {
            field->input()->setFocus();
            return;
        }
    }
}

void PresetForm::addSection(const QString &title)
{
    if (m_fieldsColumn->count() > 1) {
        m_fieldsColumn->addSpacing(metrics::space1);
        m_fieldsColumn->addWidget(new Separator(m_context.appearance, Qt::Horizontal, m_contents));
        m_fieldsColumn->addSpacing(metrics::space1);
    }
    auto *label = new PlainLabel(m_context.appearance, TextStyle::BodySemibold, Ink::Text, m_contents);
    label->setValue(title);
    m_fieldsColumn->addWidget(label);
}

void PresetForm::addScenarios()
{
    const presets::Preset &preset = m_form.preset();
    addSection(preset.platform);
    QStringList names;
    QStringList ids;
    for (const presets::Preset &other : m_context.workspace.catalogue().presets()) {
        // What a platform writes by itself is shown where it is there, and not offered otherwise.
        if (other.platform == preset.platform && (other.offered || other.id == preset.id)) {
            names << other.scenario;
            ids << other.id;
        }
    }
    if (names.size() < 2) {
        auto *summary = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Text2, m_contents);
        summary->setWordWrap(true);
        summary->setValue(preset.summary);
        m_fieldsColumn->addWidget(summary);
        return;
    }
    auto *field = new FormField(m_context.appearance, scenarioKey, tr("Applies to"), names, m_contents);
    field->setValue(preset.scenario);
    field->setHelp(preset.summary);
    connect(field, &FormField::edited, this,
            [this, names, ids](const QString &name) { Q_EMIT presetChosen(ids.value(names.indexOf(name))); });
    addField(field);
}

void PresetForm::addNotice()
{
    if (m_form.preset().notice.isEmpty())
        return;
    auto *row = new QWidget(m_contents);
    auto *badge = new SeverityBadge(m_context.appearance, Level::Info, row);
    badge->setLevel(Level::Info, tr("Note"));
    badge->setFixedWidth(m_context.appearance.theme().px(formLabelWidth));
    auto *words = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Text, row);
    words->setWordWrap(true);
    words->setValue(m_form.preset().notice);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space4);
    line->addWidget(badge, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    m_fieldsColumn->addWidget(row);
}

void PresetForm::addPitfalls()
{
    if (m_form.preset().pitfalls.isEmpty())
        return;
    addSection(tr("Easy to get wrong"));
    for (const QString &pitfall : m_form.preset().pitfalls) {
        auto *row = new QWidget(m_contents);
        auto *dot = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Text3, row);
        dot->setValue(QStringLiteral("•"));
        auto *words = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Text2, row);
        words->setWordWrap(true);
        words->setValue(pitfall);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(metrics::space2);
        line->addWidget(dot, 0, Qt::AlignTop);
        line->addWidget(words, 1);
        m_fieldsColumn->addWidget(row);
    }
}

FormField *PresetForm::newField(const presets::PresetField &field)
{
    const Appearance &appearance = m_context.appearance;
    switch (field.type) {
    case presets::PresetField::Type::Text:
        return new FormField(appearance, field.key, field.label, m_contents);
    case presets::PresetField::Type::Choice:
        return new FormField(appearance, field.key, field.label, field.options, m_contents);
    case presets::PresetField::Type::Expression:
        return new FormField(appearance, field.key, field.label, new ExpressionField(appearance, field.label),
                             m_contents);
    }
    Q_UNREACHABLE();
}

void PresetForm::addPresetFields()
{
    for (const presets::PresetField &field : m_form.preset().fields) {
        if (field.offers == aksClusters)
            addCluster(field.key);
        FormField *shown = newField(field);
        shown->setHelp(field.help);
        shown->setPlaceholder(field.placeholder);
        connect(shown, &FormField::edited, this, [this, key = field.key](const QString &value) {
            m_form.setValue(key, value);
            Q_EMIT changed();
        });
        addField(shown);
    }
}

// Azure knows the issuers of its own clusters: nobody has to copy them.
void PresetForm::addCluster(const QString &key)
{
    m_cluster = new ClusterField(m_context, m_contents);
    connect(m_cluster, &ClusterField::chosen, this, [this, key](const QString &issuer) {
        m_form.setValue(key, issuer);
        if (FormField *field = m_fields.value(key)) {
            field->setValue(issuer);
            field->settle();
        }
        Q_EMIT changed();
    });
    m_fieldsColumn->addWidget(m_cluster);
}

// GitHub knows what its tokens will say: nobody has to guess.
void PresetForm::addRepository()
{
    m_repository = new RepositoryField(m_context, m_contents);
    m_repository->setNotes(m_repositoryNotes);
    connect(m_repository, &RepositoryField::answered, this, &PresetForm::take);
    m_fieldsColumn->addWidget(m_repository);
}

void PresetForm::take(const cloud::RepositoryTokens &tokens)
{
    const workspace::RepositoryForm told = workspace::formOf(m_form.preset(), tokens);
    m_repositoryNotes = told.notes;
    for (auto value = told.values.cbegin(); value != told.values.cend(); ++value)
        m_form.setValue(value.key(), value.value());
    if (told.presetId != m_form.preset().id)
        return Q_EMIT presetChosen(told.presetId);
    m_repository->setNotes(m_repositoryNotes);
    refresh();
    Q_EMIT changed();
}

void PresetForm::addExchange()
{
    // Where every value is typed above, there is nothing to derive.
    if (m_fields.contains(places::issuer.toString()) && m_fields.contains(places::audience.toString())
        && (m_fields.contains(places::subject.toString()) || m_fields.contains(places::expression.toString())))
        return;
    addSection(tr("Token exchange"));
    const auto derived = [this](const QString &place, const QString &label, const QString &help) {
        if (m_fields.contains(place))
            return; // typed above
        auto *field = new FormField(m_context.appearance, QStringLiteral("exchange:") + place, label, m_contents);
        field->setReadOnly(true);
        field->setMono(true);
        field->setHelp(help);
        field->settle();
        addField(field);
    };
    derived(places::issuer.toString(), tr("Issuer"), QString());
    derived(places::subject.toString(), m_form.preset().flexible ? tr("Expression") : tr("Subject"), QString());
    if (m_form.preset().flexible)
        addWriteFreely();
    derived(places::audience.toString(), tr("Audience"),
            m_form.credential().audiences.value(0) == m_context.workspace.exchangeAudience()
                ? tr("Default for %1. For another audience choose Other OIDC.").arg(m_context.workspace.cloudName())
                : QString());
}

// The expression that the fields above make, as the beginning of one of another shape.
void PresetForm::addWriteFreely()
{
    auto *row = new QWidget(m_contents);
    auto *freely =
        new Button(m_context.appearance, tr("Write the expression freely"), ButtonRole::Link, Glyph::None, row);
    connect(freely, &QPushButton::clicked, this, [this] {
        m_form.writeFreely();
        Q_EMIT presetChosen(m_form.preset().id);
    });
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(m_context.appearance.theme().px(formLabelWidth) + metrics::space4, 0, 0, 0);
    line->addWidget(freely);
    line->addStretch(1);
    m_fieldsColumn->addWidget(row);
}

void PresetForm::addCredential()
{
    addSection(tr("Credential"));
    auto *name = new FormField(m_context.appearance, places::name.toString(), tr("Name"), m_contents);
    name->setPlaceholder(m_form.proposedName());
    name->setReadOnly(!m_form.isNew());
    name->setHelp(m_form.isNew() ? tr("3 to 120 letters, digits, - or _. It cannot be changed later.")
                                 : tr("A name cannot be changed after creation."));
    connect(name, &FormField::edited, this, [this](const QString &value) {
        m_form.setName(value);
        Q_EMIT changed();
    });
    addField(name);
    if (!m_form.hasDescription())
        return;
    auto *description =
        new FormField(m_context.appearance, places::description.toString(), tr("Description"), m_contents);
    description->setHelp(tr("Who owns the workload, a ticket. For people only."));
    description->setLimit(trust::limits::fieldLength);
    connect(description, &FormField::edited, this, [this](const QString &value) {
        m_form.setDescription(value);
        Q_EMIT changed();
    });
    addField(description);
}

void PresetForm::addIdentity()
{
    addSection(tr("Identity that will trust it"));
    const trust::Identity &identity = m_form.target().identity.identity;
    auto *panel = new Panel(m_context.appearance, m_contents);
    auto *tile = new Tile(m_context.appearance,
                          identity.key.kind == trust::IdentityKind::Application ? Glyph::App : Glyph::ManagedIdentity,
                          Ink::Accent, metrics::tile, panel);
    auto *name = new PlainLabel(m_context.appearance, TextStyle::BodyMedium, Ink::Text, panel);
    name->setElide(Qt::ElideRight);
    name->setValue(identity.displayName);
    auto *id = new PlainLabel(m_context.appearance, TextStyle::MonoSmall, Ink::Text2, panel);
    id->setElide(Qt::ElideMiddle);
    id->setValue(identity.clientId);
    auto *meter = new Meter(m_context.appearance, panel);
    meter->setUse(static_cast<int>(identity.credentials.size()), trust::limits::credentialsPerIdentity, warnFrom);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(id);
    auto *row = new QHBoxLayout(panel);
    row->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    row->setSpacing(metrics::space3);
    row->addWidget(tile);
    row->addLayout(words, 1);
    row->addWidget(meter);
    m_fieldsColumn->addWidget(panel);
}

FormField *PresetForm::addField(FormField *field)
{
    m_fields.insert(field->key(), field);
    m_fieldsColumn->addWidget(field);
    return field;
}

} // namespace symbolon::ui

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Export</name>
    <message numerus="yes">
        <source>ends in %n day(s)</source>
        <translation>
            <numerusform>ends in %n day</numerusform>
            <numerusform>ends in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IdentityText</name>
    <message numerus="yes">
        <source>App registration, %n owner(s)</source>
        <translation>
            <numerusform>App registration, %n owner</numerusform>
            <numerusform>App registration, %n owners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncText</name>
    <message numerus="yes">
        <source>%n app(s)</source>
        <translation>
            <numerusform>%n app</numerusform>
            <numerusform>%n apps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n managed identity(s)</source>
        <translation>
            <numerusform>%n managed identity</numerusform>
            <numerusform>%n managed identities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) not read</source>
        <translation>
            <numerusform>%n part not read</numerusform>
            <numerusform>%n parts not read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerdictParts</name>
    <message numerus="yes">
        <source>And %n more on the Findings page.</source>
        <translation>
            <numerusform>And %n more on the Findings page.</numerusform>
            <numerusform>And %n more on the Findings page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::AdmissionPane</name>
    <message numerus="yes">
        <source>%n token(s) known from the preset and the values:</source>
        <translation>
            <numerusform>%n token known from the preset and the values:</numerusform>
            <numerusform>%n tokens known from the preset and the values:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n federated sign-in(s) of the identity do not tell by which credential.</source>
        <translation>
            <numerusform>%n federated sign-in of the identity does not tell by which credential.</numerusform>
            <numerusform>%n federated sign-ins of the identity do not tell by which credential.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s) of the last %1 days used it</source>
        <translation>
            <numerusform>%n sign-in of the last %1 days used it</numerusform>
            <numerusform>%n sign-ins of the last %1 days used it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n sign-in(s) of the last %1 days used it</source>
        <translation>
            <numerusform>At least %n sign-in of the last %1 days used it</numerusform>
            <numerusform>At least %n sign-ins of the last %1 days used it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::ChangesPage</name>
    <message numerus="yes">
        <source>%n change(s) taken back. They are staged again.</source>
        <translation>
            <numerusform>%n change taken back. It is staged again.</numerusform>
            <numerusform>%n changes taken back. They are staged again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n identities</source>
        <translation>
            <numerusform>on %n identity</numerusform>
            <numerusform>on %n identities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) written. It can take minutes until every token server knows them.</source>
        <translation>
            <numerusform>%n change written. It can take minutes until every token server knows it.</numerusform>
            <numerusform>%n changes written. It can take minutes until every token server knows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) staged from the file. Look at each before you apply them.</source>
        <translation>
            <numerusform>%n change staged from the file. Look at each before you apply them.</numerusform>
            <numerusform>%n changes staged from the file. Look at each before you apply them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n staged change(s) are thrown away.</source>
        <translation>
            <numerusform>%n staged change is thrown away.</numerusform>
            <numerusform>%n staged changes are thrown away.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::CredentialEditor</name>
    <message numerus="yes">
        <source>%n problem(s) to fix</source>
        <translation>
            <numerusform>%n problem to fix</numerusform>
            <numerusform>%n problems to fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::CredentialsPage</name>
    <message numerus="yes">
        <source>%n issuer(s)</source>
        <translation>
            <numerusform>%n issuer</numerusform>
            <numerusform>%n issuers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::ExportPane</name>
    <message numerus="yes">
        <source>%n file(s) saved.</source>
        <translation>
            <numerusform>%n file saved.</numerusform>
            <numerusform>%n files saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::FindingDetails</name>
    <message numerus="yes">
        <source>Could not be judged on %n object(s).</source>
        <translation>
            <numerusform>Could not be judged on %n object.</numerusform>
            <numerusform>Could not be judged on %n objects.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds for %n object(s).</source>
        <translation>
            <numerusform>Holds for %n object.</numerusform>
            <numerusform>Holds for %n objects.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::FindingsModel</name>
    <message numerus="yes">
        <source>%1, %2, %3: %n object(s)</source>
        <translation>
            <numerusform>%1, %2, %3: %n object</numerusform>
            <numerusform>%1, %2, %3: %n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::FindingsPage</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n identity(s)</source>
        <translation>
            <numerusform>%n identity</numerusform>
            <numerusform>%n identities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::HandoffPage</name>
    <message numerus="yes">
        <source>%n file(s) saved.</source>
        <translation>
            <numerusform>%n file saved.</numerusform>
            <numerusform>%n files saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::HistorySection</name>
    <message numerus="yes">
        <source>%n earlier change(s).</source>
        <translation>
            <numerusform>%n earlier change.</numerusform>
            <numerusform>%n earlier changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::IdentitiesPage</name>
    <message numerus="yes">
        <source>%n app registration(s)</source>
        <translation>
            <numerusform>%n app registration</numerusform>
            <numerusform>%n app registrations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user-assigned managed identity(s)</source>
        <translation>
            <numerusform>%n user-assigned managed identity</numerusform>
            <numerusform>%n user-assigned managed identities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden by filter</source>
        <translation>
            <numerusform>%n hidden by filter</numerusform>
            <numerusform>%n hidden by filter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without federation hidden by filter</source>
        <translation>
            <numerusform>%n without federation hidden by filter</numerusform>
            <numerusform>%n without federation hidden by filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::IdentityModel</name>
    <message numerus="yes">
        <source>%n expired</source>
        <translation>
            <numerusform>%n expired</numerusform>
            <numerusform>%n expired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n valid, ends soon</source>
        <translation>
            <numerusform>%n valid, ends soon</numerusform>
            <numerusform>%n valid, ends soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n valid</source>
        <translation>
            <numerusform>%n valid</numerusform>
            <numerusform>%n valid</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n more</source>
        <translation>
            <numerusform>, %n more</numerusform>
            <numerusform>, %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::IssuersPage</name>
    <message numerus="yes">
        <source>%n trusted by this tenant</source>
        <translation>
            <numerusform>%n trusted by this tenant</numerusform>
            <numerusform>%n trusted by this tenant</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n operation(s) staged. Look at them before you apply them.</source>
        <translation>
            <numerusform>%n operation staged. Look at it before you apply it.</numerusform>
            <numerusform>%n operations staged. Look at them before you apply them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::PlanDialog</name>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n identities</source>
        <translation>
            <numerusform>on %n identity</numerusform>
            <numerusform>on %n identities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::ReviewPane</name>
    <message numerus="yes">
        <source>I have checked this: %n warning(s)</source>
        <translation>
            <numerusform>I have checked this: %n warning</numerusform>
            <numerusform>I have checked this: %n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::SetWords</name>
    <message numerus="yes">
        <source>%n removal(s) go first and leave a gap in service. Apply asks about each.</source>
        <translation>
            <numerusform>%n removal goes first and leaves a gap in service. Apply asks about it.</numerusform>
            <numerusform>%n removals go first and leave a gap in service. Apply asks about each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) in service, each accepted.</source>
        <translation>
            <numerusform>%n gap in service, accepted.</numerusform>
            <numerusform>%n gaps in service, each accepted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::TablePage</name>
    <message numerus="yes">
        <source>Saved %n row(s) to %1</source>
        <translation>
            <numerusform>Saved %n row to %1</numerusform>
            <numerusform>Saved %n rows to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n row(s)</source>
        <translation>
            <numerusform>Copied %n row</numerusform>
            <numerusform>Copied %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::Unwritten</name>
    <message numerus="yes">
        <source>Taking back was interrupted: %n operation(s) are still to be taken back. Undo goes on.</source>
        <translation>
            <numerusform>Taking back was interrupted: %n operation is still to be taken back. Undo goes on.</numerusform>
            <numerusform>Taking back was interrupted: %n operations are still to be taken back. Undo goes on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) of an earlier run are there again.</source>
        <translation>
            <numerusform>%n draft of an earlier run is there again.</numerusform>
            <numerusform>%n drafts of an earlier run are there again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) staged in an earlier run are there again.</source>
        <translation>
            <numerusform>%n change staged in an earlier run is there again.</numerusform>
            <numerusform>%n changes staged in an earlier run are there again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ui::VerdictList</name>
    <message numerus="yes">
        <source>%n rule(s) passed.</source>
        <translation>
            <numerusform>%n rule passed.</numerusform>
            <numerusform>%n rules passed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::workspace::DryRun</name>
    <message numerus="yes">
        <source>%n of them differ from what was read: somebody changed them meanwhile.</source>
        <translation>
            <numerusform>%n of them differs from what was read: somebody changed it meanwhile.</numerusform>
            <numerusform>%n of them differ from what was read: somebody changed them meanwhile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are as wanted already: nothing is sent for them.</source>
        <translation>
            <numerusform>%n of them is as wanted already: nothing is sent for it.</numerusform>
            <numerusform>%n of them are as wanted already: nothing is sent for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them would be refused: %1</source>
        <translation>
            <numerusform>%n of them would be refused: %1</numerusform>
            <numerusform>%n of them would be refused: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them should be looked at: %1</source>
        <translation>
            <numerusform>%n of them should be looked at: %1</numerusform>
            <numerusform>%n of them should be looked at: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them find no slot: an identity holds %1 credentials.</source>
        <translation>
            <numerusform>%n of them finds no slot: an identity holds %1 credentials.</numerusform>
            <numerusform>%n of them find no slot: an identity holds %1 credentials.</numerusform>
        </translation>
    </message>
</context>
</TS>
